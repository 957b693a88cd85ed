import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertNotContains

from shop.accounts.models import User
from shop.notifications.composing import Composed
from shop.notifications.models import Mail
from shop.notifications.outbox import enqueue
from shop.notifications.previews import SAMPLES

pytestmark = pytest.mark.django_db


def posted(subject: str = "Hello", html: str = "<p>Hi</p>", *, secret: bool = False) -> Mail:
    return enqueue("greeting", "ada@shop.example", Composed(subject, "Read <b>this</b>", html), secret=secret)


def test_the_inbox_shows_the_newest_mail_first(client: Client) -> None:
    posted("First")
    posted("Second")
    page = client.get("/dev/inbox/").content.decode()
    assert page.index("Second") < page.index("First")


def test_a_mail_shows_its_text_as_text(client: Client) -> None:
    assertContains(client.get(reverse("dev_mail", args=[posted().pk])), "Read &lt;b&gt;this&lt;/b&gt;")


def test_the_html_version_is_shown_in_a_sandbox_without_scripts(client: Client) -> None:
    response = client.get(reverse("dev_mail_html", args=[posted(html="<p>Hi<script>x()</script></p>").pk]))
    policy = response.headers["Content-Security-Policy"]
    assertContains(response, "<p>Hi")
    assert {"sandbox", "default-src 'none'", "style-src 'unsafe-inline'"} <= set(policy.split("; "))
    assert "script-src" not in policy


def test_a_mail_without_html_has_no_html_page(client: Client) -> None:
    assert client.get(reverse("dev_mail_html", args=[posted(html="").pk])).status_code == 404


@pytest.mark.parametrize("change", [{"SHAPE": "full"}, {"HTTPS": True}])
def test_the_inbox_does_not_exist_on_a_public_shop(
    client: Client, settings: Settings, change: dict[str, object]
) -> None:
    for name, value in change.items():
        setattr(settings, name, value)
    mail = posted()
    pages = ["/dev/inbox/", f"/dev/inbox/{mail.pk}/", f"/dev/inbox/{mail.pk}/html/"]
    assert {client.get(page).status_code for page in pages} == {404}


def test_the_inbox_does_not_exist_for_other_machines(client: Client) -> None:
    assert client.get("/dev/inbox/", REMOTE_ADDR="192.0.2.7").status_code == 404


def test_staff_see_a_mails_fate_but_not_what_a_secret_one_says(admin_client: Client) -> None:
    url = reverse("admin:notifications_mail_change", args=[posted("Your key", secret=True).pk])
    response = admin_client.get(url)
    assertContains(response, "Your key")
    assertNotContains(response, "this")
    assertContains(admin_client.get(reverse("admin:notifications_mail_changelist")), "Your key")


def test_staff_can_have_failed_mail_tried_again(client: Client) -> None:
    mail = posted()
    Mail.objects.update(status=Mail.Status.FAILED, attempts=16)
    client.force_login(User.objects.create_superuser("boss@shop.example", "x"))
    action = {"action": "send_again", "_selected_action": [mail.pk]}
    client.post(reverse("admin:notifications_mail_changelist"), action)
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (Mail.Status.WAITING, 0)


def test_designers_see_every_sample_in_frames_and_as_text(client: Client, settings: Settings) -> None:
    index = client.get("/dev/mails/").content.decode()
    assert all(f"/dev/mails/{name}/" in index for name in SAMPLES)
    page = client.get("/dev/mails/order_paid/")
    assertContains(page, '<iframe class="mail-narrow"')
    assertContains(page, "It goes to")
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    framed = client.get("/dev/mails/order_paid/html/")
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert client.get("/dev/mails/no_such/").status_code == 404
    settings.SHAPE = "full"
    pages = ["/dev/mails/", "/dev/mails/order_paid/", "/dev/mails/order_paid/html/"]
    assert {client.get(page).status_code for page in pages} == {404}
