import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db
ADDRESSES = """
import json, django
django.setup()
from django.urls import reverse
print(json.dumps(reverse("admin:index")))
"""


def test_without_a_list_everybody_may_knock(client: Client) -> None:
    assert client.get("/admin/").status_code == 302


def test_with_a_list_nobody_else_finds_the_door(client: Client, settings: Settings) -> None:
    settings.ADMIN_ALLOWED_ADDRESSES = ["192.0.2.0/24", "2001:db8::1"]
    assert client.get("/admin/", REMOTE_ADDR="192.0.2.77").status_code == 302
    assert client.get("/admin/", REMOTE_ADDR="2001:db8::1").status_code == 302
    for stranger in ("203.0.113.9", ""):
        for address in ("/admin/", "/admin/login/", "/admin/no/such/page/"):
            assert client.get(address, REMOTE_ADDR=stranger).status_code == 404
        assert client.get("/cart/", REMOTE_ADDR=stranger).status_code == 200


def test_nobody_gets_in_by_claiming_another_address(client: Client, settings: Settings) -> None:
    settings.ADMIN_ALLOWED_ADDRESSES, settings.TRUSTED_PROXIES = ["192.0.2.7"], 1
    spoofed = {"X-Forwarded-For": "192.0.2.7, 203.0.113.9"}
    assert client.get("/admin/", headers=spoofed).status_code == 404
    assert client.get("/admin/", headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.7"}).status_code == 302


@pytest.mark.once
def test_the_admin_stands_where_the_environment_says() -> None:
    environment = os.environ | {"ADMIN_PATH": "/back-office"}
    command = [sys.executable, "-c", ADDRESSES]
    told = subprocess.run(
        command, env=environment, cwd=django_settings.BASE_DIR, capture_output=True, text=True
    )
    assert json.loads(told.stdout.splitlines()[-1]) == "/back-office/", told.stderr
