from pathlib import Path

import pytest

from deploy.local import assets, environment


@pytest.fixture
def requirements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    run, dev, constraints = (tmp_path / name for name in ("requirements.txt", "dev.txt", "constraints.txt"))
    for file in (run, dev, constraints):
        file.write_text(f"{file.stem}==1\n")
    monkeypatch.setattr(environment, "REQUIREMENTS", {"run": run, "dev": dev})
    monkeypatch.setattr(environment, "CONSTRAINTS", constraints)
    return tmp_path


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    source = tmp_path / "theme"
    for folder in (source / "src", source / "js", tmp_path / "templates"):
        folder.mkdir(parents=True)
    (source / "src" / "styles.css").write_text("body {}")
    (tmp_path / "templates" / "page.html").write_text('<p class="one">')
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    monkeypatch.setattr(assets, "SOURCE", source)
    monkeypatch.setattr(assets, "THEMES", source / "themes")
    return tmp_path


def test_a_changed_runtime_pin_asks_for_both_kinds_of_packages_again(requirements: Path) -> None:
    before = environment.fingerprint("run"), environment.fingerprint("dev")
    (requirements / "requirements.txt").write_text("requirements==2\n")
    assert environment.fingerprint("run") != before[0]
    assert environment.fingerprint("dev") != before[1]


def test_a_changed_development_pin_leaves_the_runtime_packages_alone(requirements: Path) -> None:
    before = environment.fingerprint("run"), environment.fingerprint("dev")
    (requirements / "dev.txt").write_text("dev==2\n")
    assert environment.fingerprint("run") == before[0]
    assert environment.fingerprint("dev") != before[1]


@pytest.mark.parametrize("changed", ["theme/src/styles.css", "theme/js/new.js", "templates/page.html"])
def test_the_assets_are_built_again_when_an_input_changes(theme: Path, changed: str) -> None:
    before = assets.fingerprint()
    (theme / changed).write_text("something else")
    assert assets.fingerprint() != before


def test_the_assets_are_left_alone_when_only_the_installed_packages_change(theme: Path) -> None:
    before = assets.fingerprint()
    (theme / "theme" / "node_modules").mkdir()
    (theme / "theme" / "node_modules" / "index.js").write_text("installed")
    assert assets.fingerprint() == before
