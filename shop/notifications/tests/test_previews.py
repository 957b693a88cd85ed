"""Every kind of mail has a sample, and what it says is whole."""

import re
from pathlib import Path

import pytest
from django.conf import settings as shop
from django.utils.translation import override
from pytest_django import Settings

from shop.notifications.previews import SAMPLES, sample
from shop.notifications.tests.strict import strict_templates

FOLDER = Path(shop.BASE_DIR, "templates", "mail")
OUTSIDE = r"""(?:src|background|srcset)\s*=|url\(|@import|<link\b|<script\b|<form\b"""


@pytest.fixture(autouse=True)
def _strict(settings: Settings) -> None:
    settings.TEMPLATES = strict_templates()


def test_every_kind_of_mail_has_a_sample() -> None:
    kinds = {path.name.removesuffix(".subject.txt") for path in FOLDER.glob("*.subject.txt")}
    assert kinds == {name.partition(":")[0] for name in SAMPLES}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_mail_misses_nothing_and_survives_mail_clients(name: str) -> None:
    mail = sample(name)
    assert mail.subject
    assert mail.text
    assert len(mail.html.encode()) < 100_000  # Gmail cuts what is longer
    assert not re.search(OUTSIDE, mail.html)
    assert "@media (prefers-color-scheme: dark)" in mail.html
    assert re.findall(r"<img(?![^>]*\balt=)", mail.html) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_text_and_html_lead_to_the_same_places(name: str) -> None:
    mail = sample(name)
    html = {link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', mail.html)}
    assert html == set(re.findall(r"https?://\S+", mail.text))


@pytest.mark.parametrize(
    "name, whole",
    [
        ("order_received:to-pay", "<bdi>Ink, Large</bdi> · 2"),
        ("contact", '<div dir="auto"><p>Where is my kettle?'),
        ("return_declined", 'dir="auto" style="margin:0 0 24px;">The mug'),
    ],
)
def test_what_runs_the_other_way_in_a_mail_stays_together(name: str, whole: str) -> None:
    with override("ar"):
        assert whole in sample(name).html
