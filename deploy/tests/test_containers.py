"""What can be said of the image and of Compose without an engine."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from deploy.local.paths import ROOT

TOOLS = Path(sys.executable).parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {"migrate", "web", "live", "worker", "beat"}
SCALED = {"web", "live", "worker"}


def checked(*command: str | Path) -> str:
    """Return what a checker says: nothing when all is well."""
    asked = subprocess.run([*command], cwd=ROOT, capture_output=True, text=True)
    return "" if asked.returncode == 0 else asked.stdout + asked.stderr


def procfile() -> dict[str, str]:
    return dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())


def test_compose_follows_its_specification() -> None:
    schema = ("--builtin-schema", "vendor.compose-spec")
    assert checked(TOOLS / "check-jsonschema", *schema, "docker-compose.yml") == ""


def test_the_dockerfile_has_nothing_to_complain_of() -> None:
    assert checked(TOOLS / "hadolint", "Dockerfile") == ""


def test_every_image_has_a_version() -> None:
    dockerfile = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    images = [service["image"] for name, service in SERVICES.items() if name not in OURS]
    assert [image for image in [*dockerfile, *images] if not re.search(r":\d+\.\d+", image)] == []


def test_the_image_gets_every_file_it_copies() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    sources = [source for line in copied for source in line.split()]
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_every_role_of_compose_is_a_line_of_the_procfile_or_of_the_entrypoint() -> None:
    roles = {SERVICES[name]["command"][0] for name in OURS}
    assert roles == {*procfile(), "migrate"}


def test_every_program_of_the_procfile_is_installed() -> None:
    programs = {command.split()[0] for command in procfile().values()}
    assert [name for name in programs if shutil.which(name, path=str(TOOLS)) is None] == []


def test_every_script_that_a_container_starts_may_be_executed() -> None:
    scripts = [SERVICES[name]["entrypoint"][0].lstrip("/") for name in ("backup", "restore")]
    for script in [*scripts, "deploy/entrypoint.sh"]:
        assert (ROOT / script).stat().st_mode & 0o111 == 0o111
        assert checked("sh", "-n", script) == ""


def test_what_is_scaled_has_neither_a_name_nor_a_port_of_its_own() -> None:
    for name in SCALED:
        assert not {"container_name", "ports", "hostname"} & SERVICES[name].keys()


def test_nobody_starts_before_the_one_migration_is_through() -> None:
    for name in OURS - {"migrate"}:
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_whatever_stays_up_comes_back_and_tells_how_it_is() -> None:
    in_the_image = {"web", "live"}  # the image's own check asks the server
    for name, service in SERVICES.items():
        if "profiles" not in service and name != "migrate":
            assert service["restart"] == "unless-stopped", name
            assert "healthcheck" in service or name in in_the_image, name
