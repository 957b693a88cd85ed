import base64
import hashlib
import re
import subprocess
from pathlib import Path

from deploy.local import nginx
from deploy.local.paths import ROOT
from deploy.tests.test_containers import SERVICES
from shop.storefront.media import HEADERS, TYPES

SHOP = (ROOT / "deploy" / "nginx" / "shop.conf.template").read_text()


def front(folder: Path) -> nginx.Front:
    return nginx.Front("127.0.0.1", 8000, [8001, 8002], [8101], folder / "media", folder / "nginx")


def compose_variables() -> dict[str, str]:
    """Return what Compose puts in, with its own defaults."""
    given = SERVICES["nginx"]["environment"].items()
    return {name: re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value) for name, value in given}


def test_compose_and_dev_py_set_every_variable_of_the_template(tmp_path: Path) -> None:
    for variables in (compose_variables(), front(tmp_path).variables()):
        assert "${" not in nginx.rendered(SHOP, variables)


def test_only_nginx_reaches_its_own_words_by_their_names() -> None:
    """envsubst leaves alone what the filter does not name."""
    assert SERVICES["nginx"]["environment"]["NGINX_ENVSUBST_FILTER"] == "^SHOP_"


def test_nginx_serves_pictures_with_the_types_and_words_that_the_shop_itself_would() -> None:
    (served,) = re.findall(r"location /media/ \{(.*?)\n    \}", SHOP, re.DOTALL)
    assert dict(re.findall(r"(image/\S+) (\w+);", served)) == {
        kind: suffix.removeprefix(".") for suffix, kind in TYPES.items()
    }
    assert "default_type application/octet-stream;" in served
    said = re.findall(r"add_header ([\w-]+) (.+);$", served, re.MULTILINE)
    assert {name: words.strip('"') for name, words in said} == HEADERS


def test_a_client_cannot_say_where_it_comes_from() -> None:
    for block in re.findall(r"location [^{]+\{[^}]*proxy_pass[^}]*\}", SHOP):
        # nginx forgets the server's headers where a location sets one of its own.
        if "proxy_set_header" in block:
            for header in ("Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Request-ID"):
                assert f"proxy_set_header {header} $" in block
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in SHOP
    assert "$proxy_add_x_forwarded_for" not in SHOP


def test_the_page_while_the_shop_is_away_may_use_its_own_style_sheet_and_nothing_else() -> None:
    (page,) = re.findall(r"location @away \{(.*?)\n    \}", SHOP, re.DOTALL)
    (style,) = re.findall(r"<style>(.*)</style>", page)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"\"default-src 'none'; style-src 'sha256-{digest}'\"" in page
    assert "src=" not in page
    for language in ("en", "de", "ar"):
        assert f"lang={language}" in page


if nginx.program():  # what runs without nginx is tested with the full shape

    def test_nginx_accepts_what_dev_py_writes(tmp_path: Path) -> None:
        one = front(tmp_path)
        one.write()
        asked = subprocess.run([*map(str, one.command("-t"))], capture_output=True, text=True)
        assert "test is successful" in asked.stderr, asked.stderr

    def test_nginx_accepts_what_compose_makes_of_the_templates(tmp_path: Path) -> None:
        variables = compose_variables() | {"SHOP_CACHE": str(tmp_path / "cache"), "SHOP_LISTEN": "18080"}
        one = front(tmp_path)
        one.write()
        resolver = (nginx.TEMPLATES / "compose.conf.template").read_text()
        (one.folder / "shop.conf").write_text(resolver + nginx.rendered(SHOP, variables))
        asked = subprocess.run([*map(str, one.command("-t"))], capture_output=True, text=True)
        assert "test is successful" in asked.stderr, asked.stderr
