"""nginx in front of the full shape, as an ordinary user: configuration, logs and caches in one folder."""

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.local.paths import ROOT
from deploy.local.processes import Command

TEMPLATES = ROOT / "deploy" / "nginx"
_VARIABLE = re.compile(r"\$\{(SHOP_\w+)\}")


@dataclass(frozen=True)
class Front:
    """What nginx is to know: where it listens, where the processes do, and what it serves itself."""

    host: str
    port: int
    web: Sequence[int]
    live: Sequence[int]
    media: Path
    folder: Path

    def variables(self) -> Mapping[str, str]:
        """Return what stands in for ${SHOP_…} in the templates."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return {
            "SHOP_LISTEN": f"{host}:{self.port}",
            "SHOP_WEB": "shop_web",
            "SHOP_LIVE": "shop_live",
            "SHOP_WEB_SERVERS": _servers(self.web),
            "SHOP_LIVE_SERVERS": _servers(self.live),
            "SHOP_MEDIA": str(self.media),
            "SHOP_CACHE": str(self.folder / "cache"),
            "SHOP_ACCESS_LOG": str(self.folder / "access.log"),
            "SHOP_TRUSTED_PROXY": "255.255.255.255",  # nobody stands before us
            "SHOP_FOLDER": str(self.folder),
            # The workers of a root's nginx would become nobody, who may not reach what is served.
            "SHOP_USER": "user root;" if os.geteuid() == 0 else "",
        }

    def write(self) -> None:
        """Write the configuration."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for source, target in (("local", "nginx"), ("shop", "shop")):
            text = rendered((TEMPLATES / f"{source}.conf.template").read_text(), self.variables())
            (self.folder / f"{target}.conf").write_text(text)

    def command(self, *options: str) -> Command:
        """Return what runs nginx in the foreground; with "-t", what checks its configuration."""
        log = self.folder / "error.log"
        place = ["-p", self.folder, "-e", log, "-c", self.folder / "nginx.conf"]
        return [program() or "nginx", *place, *options]


def program() -> str | None:
    """Return the nginx of this machine; an ordinary user's PATH often misses its folder."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def rendered(template: str, variables: Mapping[str, str]) -> str:
    """Put variables in; nginx's own stay. Raises KeyError for one that nobody set."""
    return _VARIABLE.sub(lambda match: variables[match[1]], template)


def _servers(ports: Sequence[int]) -> str:
    return " ".join(f"server 127.0.0.1:{port};" for port in ports)
