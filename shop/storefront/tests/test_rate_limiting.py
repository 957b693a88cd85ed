import logging
from collections.abc import Iterator

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from components.fragments import partials
from components.notice import Notice
from deploy.local.servers import PrivateServer, Redis, private
from shop.accounts.models import User
from shop.catalogue.tests.factories import make_product
from shop.operations import rate_limits
from shop.operations.rate_limits import limit
from shop.orders.tests.placing import submit
from shop.reviews.tests.reviewing import reviewed
from shop.storefront.rate_limiting import LOOKED_UP, POSTED
from shop.storefront.tests.reading import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def redis() -> Iterator[PrivateServer]:
    with private(Redis) as server:
        yield server


@pytest.fixture(autouse=True, params=["in Redis", "in this process"])
def _counted_anew(request: pytest.FixtureRequest, settings: Settings, redis: PrivateServer) -> None:
    settings.CACHE_URL = redis.url if request.param == "in Redis" else ""
    rate_limits._limiter(settings.CACHE_URL).storage.reset()  # noqa: SLF001  nobody else forgets what was counted


def limited(settings: Settings, **limits: str) -> None:
    settings.RATE_LIMITS = {name: limit(name, said) for name, said in limits.items()}


def add(client: Client, variant: int, **extra: object) -> int:
    return client.post("/cart/add/", {"variant": variant, "quantity": 1}, **extra).status_code


@pytest.fixture
def variant() -> int:
    return make_product(stock=50, variants=[{"hold_seconds": 0}]).default_variant.pk


def test_a_session_that_writes_too_often_waits_and_others_do_not(
    client: Client, settings: Settings, variant: int
) -> None:
    limited(settings, cart="3/minute, 100/minute")
    answers = [add(client, variant) for _ in range(5)]
    assert answers == [302, 302, 302, 302, 429]  # the first had no session yet
    assert client.get("/cart/").status_code == 200
    assert add(Client(), variant) == 302


def test_who_presses_hearts_too_often_waits(client: Client, settings: Settings, variant: int) -> None:
    limited(settings, cart="100/minute, 3/minute")
    pressed = [client.post("/wishlist/change/", {"remove": variant}).status_code for _ in range(4)]
    assert pressed == [302, 302, 302, 429]


def test_an_address_that_writes_too_often_waits_whatever_its_sessions(
    settings: Settings, variant: int
) -> None:
    limited(settings, cart="100/minute, 3/minute")
    assert [add(Client(), variant) for _ in range(4)] == [302, 302, 302, 429]
    assert add(Client(), variant, REMOTE_ADDR="192.0.2.9") == 302


def test_nobody_escapes_by_claiming_other_addresses(settings: Settings, variant: int) -> None:
    limited(settings, cart="100/minute, 2/minute")
    settings.TRUSTED_PROXIES = 1
    spoofed = [{"X-Forwarded-For": f"192.0.2.{n}, 203.0.113.9"} for n in range(3)]
    assert [add(Client(), variant, headers=headers) for headers in spoofed] == [302, 302, 429]


def test_who_is_too_fast_gets_a_page_and_htmx_a_notice_and_both_when_to_try_again(
    client: Client, settings: Settings, variant: int
) -> None:
    limited(settings, cart="100/minute, 1/minute")
    add(client, variant)
    page = client.post("/cart/add/", {"variant": variant, "quantity": 1})
    notice = client.post("/cart/add/", {"variant": variant, "quantity": 1}, headers=HTMX)
    assert (page.status_code, notice.status_code) == (429, 429)
    assert 1 <= int(page["Retry-After"]) <= 60
    assert f"try again in {page['Retry-After']} second" in page.text
    assert "</html>" in page.text
    words = "That was a little too fast. Please try again in a moment."
    assert notice.text == partials(Notice(words, "error"))
    assert "Retry-After" in notice


def test_checkout_and_find_my_order_have_limits_of_their_own(
    client: Client, settings: Settings, variant: int
) -> None:
    limited(settings, cart="100/minute, 100/minute", checkout="1/hour, 100/hour", find_order="1/hour, 1/hour")
    add(client, variant)
    assert submit(client).status_code == 302
    add(client, variant)
    assert submit(client).status_code == 429
    question = {"number": "ABCD2345", "email": "bob@example.com"}
    assert [client.post("/orders/find/", question).status_code for _ in range(2)] == [200, 429]
    assert client.get("/orders/find/").status_code == 200


def test_who_writes_to_the_merchant_too_often_waits(client: Client, settings: Settings) -> None:
    limited(settings, contact="100/minute, 1/hour")
    assert [client.post("/contact/").status_code for _ in range(2)] == [422, 429]


def test_who_votes_for_reviews_too_often_waits_and_who_reports_too_many(
    client: Client, settings: Settings, ada: User
) -> None:
    limited(settings, votes="2/minute, 100/minute", reports="1/hour, 100/hour")
    review = reviewed(make_product("Cup", slug="cup"))
    client.force_login(ada)
    voted = [client.post("/reviews/helpful/", {"vote": review.pk}).status_code for _ in range(3)]
    assert voted == [302, 302, 429]
    report = f"/reviews/{review.pk}/report/"
    assert [client.post(report, {"reason": "Not so."}).status_code for _ in range(2)] == [302, 429]
    assert client.get(report).status_code == 200


def test_a_limit_can_be_switched_off_but_not_misspelt() -> None:
    assert limit("RATE_CART", "off") is None
    with pytest.raises(ImproperlyConfigured, match="RATE_CART must be like"):
        limit("RATE_CART", "many")


def test_nobody_is_refused_while_redis_is_away_and_the_log_says_so(
    settings: Settings, variant: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(rate_limits, "_redis", {"away_until": 0.0})
    limited(settings, cart="100/minute, 1/minute")
    with private(Redis) as leaving:
        settings.CACHE_URL = leaving.url
        assert [add(Client(), variant) for _ in range(2)] == [302, 429]
    with caplog.at_level(logging.WARNING):
        assert [add(Client(), variant) for _ in range(3)] == [302, 302, 302]
    said = [record for record in caplog.records if record.name == rate_limits.__name__]
    assert len(said) == 1


def test_every_limit_is_on_a_view_that_there_is() -> None:
    names = {pattern.name for pattern in _patterns(get_resolver())}
    assert {*POSTED, *LOOKED_UP} <= names


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry)
        else:
            yield entry
