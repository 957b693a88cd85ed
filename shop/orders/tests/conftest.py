"""The Stripe of the tests of payments, for tests of what orders do with it."""

from shop.payments.tests.conftest import books, door  # noqa: F401
