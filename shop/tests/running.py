"""The shop as gunicorn serves it, on private servers that may go away, and a visitor of it."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode

from deploy.local.paths import ROOT
from deploy.local.processes import Child, free_port, start, stop, wait_until
from deploy.local.servers import Postgres, PrivateServer, Redis, private

Answer = tuple[int, Mapping[str, str], str]  # status, headers, text

PATIENCE = 30
STOCKED = """
import json
from shop.catalogue.tests.factories import make_product
product = make_product(title="Ink kettle", stock=50)
print(json.dumps([product.get_absolute_url(), product.default_variant.pk]))
"""


class Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are answers too."""

    def redirect_request(self, *_args: object) -> None:
        """Follow nothing."""


class Visitor:
    """Somebody with cookies."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._browser = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar()), Stay()
        )

    def get(self, path: str, **headers: str) -> Answer:
        """Return status, headers and text of a page."""
        return self._ask(path, None, headers)

    def post(self, path: str, page: str, **fields: object) -> Answer:
        """Post a form as it stands on a page."""
        token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', self.get(page)[2])
        data = urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        return self._ask(path, data, {"Referer": self.url + page})

    def _ask(self, path: str, data: bytes | None, headers: Mapping[str, str]) -> Answer:
        request = urllib.request.Request(self.url + path, data, dict(headers))  # noqa: S310  always http
        try:
            answer: HTTPResponse | HTTPError = self._browser.open(request, timeout=PATIENCE)
        except HTTPError as error:
            answer = error
        with answer:
            return answer.status, answer.headers, answer.read().decode()


class RunningShop:
    """gunicorn with two workers, PostgreSQL and Redis."""

    def __init__(self, folder: Path, database: PrivateServer, redis: PrivateServer) -> None:
        self.folder, self.database, self.redis = folder, database, redis
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.product, self.variant = "", 0
        self.child: Child | None = None

    def environment(self) -> dict[str, str]:
        """Return what tells the shop where everything is."""
        metrics = {"PROMETHEUS_MULTIPROC_DIR": str(self.folder / "metrics")}
        servers = {"DATABASE_URL": self.database.url, "REDIS_URL": self.redis.url, "BACKGROUND_THREADS": "no"}
        place = {"PORT": str(self.port), "PUBLIC_URL": self.url, "FASTSHOP_DATA_DIR": str(self.folder)}
        return os.environ | metrics | servers | place

    def stock(self) -> None:
        """Make the tables, and something to buy."""
        self._manage("migrate", "-v", "0")
        self.product, self.variant = json.loads(
            self._manage("shell", "-v", "0", "-c", STOCKED).splitlines()[-1]
        )

    def start(self) -> None:
        """Start and return once the shop answers."""
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            "deploy/gunicorn.py",
            "shop.wsgi:application",
        ]
        with (self.folder / "log").open("ab") as log:
            self.child = start(command, env=self.environment(), output=log)
        wait_until(self.answers, self.child, seconds=PATIENCE, what="The shop")

    def answers(self) -> bool:
        """Return whether it is up."""
        try:
            return Visitor(self.url).get("/healthz")[0] == 200
        except OSError:
            return False

    def metric(self, name: str) -> float:
        """Return what the shop tells of one metric, all its processes together."""
        told = Visitor(self.url).get("/metrics")[2]
        return sum(float(value) for value in re.findall(rf"^{re.escape(name)} (\S+)$", told, re.MULTILINE))

    def log(self) -> str:
        """Return what it wrote."""
        return (self.folder / "log").read_text(errors="replace")

    def _manage(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            env=self.environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def running_shop(folder: Path) -> Iterator[RunningShop]:
    """Yield a shop that is open."""
    with private(Postgres) as database, private(Redis) as redis:
        shop = RunningShop(folder, database, redis)
        shop.stock()
        try:
            shop.start()
            yield shop
        finally:
            if shop.child:
                stop(shop.child)
