"""Merchants see how builds went, and ask for another one."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from shop.recommendations import tasks
from shop.recommendations.building import build

pytestmark = pytest.mark.django_db


def test_builds_are_listed_and_another_one_is_asked_for(
    admin_client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    built, url = build(), reverse("admin:recommendations_build_changelist")
    with django_capture_on_commit_callbacks() as callbacks:
        asked = {"action": "build_anew", "_selected_action": built.pk}
        said = admin_client.post(url, asked, follow=True).content.decode()
    assert "A worker builds" in said
    assert [callback.args for callback in callbacks] == [(tasks.rebuild, ())]
    assert admin_client.get(reverse("admin:recommendations_build_change", args=[built.pk])).status_code == 200
