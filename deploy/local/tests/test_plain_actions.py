import re
from pathlib import Path

import pytest

from deploy.local.paths import ROOT
from deploy.local.plain_actions import EXCEPTIONS, complaints, elements
from deploy.local.strict_templates import template_files

PLAIN = [
    '<a href="{{ url }}" hx-get="{{ url }}" hx-target="#a">On</a>',
    '<a href="{{ url }}#a" hx-get="{{ url }}" hx-target="#a">On</a>',
    '<form action="/a/" hx-get="/a/"><p><button type="submit">Go</button></p></form>',
    '<form method="post" action="/a/" hx-post="/a/" id="i"></form><button type="submit" form="i">Go</button>',
    '<form method="post"><button type="submit" formaction="/b/" hx-post="/b/">Go</button></form>',
    '<div hx-get="/b/" hx-trigger="change"><button type="submit" formaction="/b/">Go</button></div>',
    '<div hx-get="/here/" hx-trigger="shop:stale from:document" hx-select="#it"></div>',
]
ONLY_BY_SCRIPT = [
    '<button type="button" hx-post="/a/">Go</button>',
    '<button type="submit" hx-post="/a/">Go</button>',
    '<a href="/a/" hx-get="/b/">On</a>',
    '<a href="#a" hx-get="/a/">On</a>',
    '<a href="/a/" hx-post="/a/">Remove</a>',
    '<a hx-get="/a/">On</a>',
    '<div hx-get="/a/" hx-trigger="click">On</div>',
    '<form hx-post="/a/"><button type="submit">Go</button></form>',
    '<form action="/a/" hx-post="/a/"><button type="submit">Go</button></form>',
    '<form method="post" action="/b/" hx-post="/a/"><button type="submit">Go</button></form>',
    '<form method="post" action="/a/" hx-post="/a/"><button type="button">Go</button></form>',
    '<form method="post" action="/a/" hx-post="/a/" id="i"></form><button form="other">Go</button>',
    '<p hx-delete="/a/">Remove</p>',
    '<body hx-boost="true">',
]


def said_of(folder: Path, text: str) -> list[str]:
    (folder / "page.html").write_text(text)
    return list(complaints([folder / "page.html"]))


@pytest.mark.parametrize("text", PLAIN)
def test_what_a_link_or_a_form_does_as_well_is_fine(tmp_path: Path, text: str) -> None:
    assert said_of(tmp_path, text) == []


@pytest.mark.parametrize("text", ONLY_BY_SCRIPT)
def test_what_only_a_script_does_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    assert [said.split(": ")[0] for said in said_of(tmp_path, f"<p>\n{text}\n")] == [
        f"{tmp_path}/page.html:2"
    ]


def test_every_action_of_the_shop_works_as_a_plain_link_or_form() -> None:
    assert list(complaints(template_files())) == []


def test_every_hx_attribute_of_the_templates_is_walked() -> None:
    for file in template_files():
        walked = [name for element in elements(file) for name in element.attributes if name.startswith("hx-")]
        written = re.findall(r"\bhx-(?:get|post|put|patch|delete|boost|on)\b", file.read_text())
        assert sorted(name for name in walked if name in written) == sorted(written), file


def test_every_exception_is_still_needed() -> None:
    asked = {
        (element.file, element.asks[1])
        for file in template_files()
        for element in elements(file)
        if element.asks
    }
    assert {(ROOT / file, address) for file, address in EXCEPTIONS} <= asked
