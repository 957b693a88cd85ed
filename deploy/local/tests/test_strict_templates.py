from pathlib import Path

import pytest

from deploy.local.strict_templates import LONGEST, complaints

BANNED = [
    '<p style="color: red">',
    '<button onclick="buy()">',
    '<div hx-on:click="buy()">',
    """<form hx-vals='js:{"a": 1}'>""",
    '<i hx-trigger="click[ctrlKey]">',
    "<script>1</script>",
    "<style>p {}</style>",
    '<a href="javascript:void(0)">',
    '<meta name="referrer" content="no-referrer">',
    "{{ text|safe }}",
    "{% autoescape off %}",
]
FINE = [
    '<script defer src="{% static "dist/fastshop.js" %}"></script>',
    "{% with one=1 %}{{ one }}{% endwith %}",
    '<i hx-trigger="click delay:200ms">',
    '{# no style="" here #}',
]


def written(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page.html").write_text(text)
    return folder / "page.html"


@pytest.mark.parametrize("text", BANNED)
def test_what_the_policy_blocks_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    file = written(tmp_path, f"<p>\n{text}\n")
    assert [complaint.split(": ")[0] for complaint in complaints(file)] == [f"{file}:2"]


@pytest.mark.parametrize("text", FINE)
def test_what_the_policy_lets_through_is_fine(tmp_path: Path, text: str) -> None:
    assert list(complaints(written(tmp_path, text))) == []


def test_mail_may_be_styled_in_place(tmp_path: Path) -> None:
    assert list(complaints(written(tmp_path / "mail", '<p style="color: red">'))) == []


def test_a_long_template_is_to_be_split(tmp_path: Path) -> None:
    assert "split it" in next(complaints(written(tmp_path, "\n" * (LONGEST + 1))))
