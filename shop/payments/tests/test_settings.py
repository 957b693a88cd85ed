"""Which ways to pay a shop has, by what its environment says."""

import pytest

from shop.tests.test_settings import FULL, asked

pytestmark = pytest.mark.once  # processes of its own, which meet no database

PUBLIC = FULL | {"PUBLIC_URL": "https://shop.example"}
STRIPE = {"STRIPE_SECRET_KEY": "sk_test_x", "STRIPE_WEBHOOK_SECRET": "whsec_x"}


@pytest.mark.parametrize(
    "environment, offered",
    [(FULL, ["cod", "demo"]), (PUBLIC, ["cod"]), (PUBLIC | STRIPE, ["stripe", "cod"])],
    ids=["this machine", "public", "public with a key"],
)
def test_what_is_offered_follows_from_where_the_shop_is(
    environment: dict[str, str], offered: list[str]
) -> None:
    assert asked(environment, "settings.PAYMENT_PROVIDERS").stdout == f"{offered}\n"


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        ({"PAYMENT_PROVIDERS": "cod,demo"}, "with which anybody gets goods without paying"),
        ({"PAYMENT_PROVIDERS": "gold"}, "and not gold"),
        ({"PAYMENT_PROVIDERS": "stripe", "STRIPE_SECRET_KEY": "sk_test_x"}, "Stripe needs both"),
    ],
    ids=["demo in public", "unknown", "half a Stripe"],
)
def test_a_public_shop_does_not_start_with_a_way_to_pay_that_cannot_be(
    wrong: dict[str, str], sentence: str
) -> None:
    assert sentence in asked(PUBLIC | wrong).stderr


def test_only_stripes_checkout_may_be_redirected_to() -> None:
    policy = "settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'][1:]"
    assert asked(PUBLIC | STRIPE, policy).stdout == "['https://checkout.stripe.com']\n"
    assert asked(PUBLIC, policy).stdout == "[]\n"
