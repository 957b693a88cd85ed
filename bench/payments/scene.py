"""The order that a schedule is about."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from bench.payments.schedule import Schedule
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Category, Product, Variant
from shop.inventory.receiving import receive
from shop.orders.discounts import Customer
from shop.orders.models import Order
from shop.orders.placement import place_order
from shop.orders.quotes import basket_of, quote
from shop.orders.recording import Recipient

PRICE = Decimal("19.99")
AT = dict.fromkeys(("phone", "extra", "region"), "")
AT |= {"street": "1 Mill Lane", "postcode": "1010", "city": "Vienna", "country": "AT"}


def product() -> Product:
    """Return what all schedules sell variants of."""
    category, _ = Category.objects.get_or_create(slug="schedules", defaults={"name": "Schedules"})
    made, _ = Product.objects.get_or_create(
        slug="schedules", defaults={"title": "Schedules", "category": category}
    )
    return made


def placed(schedule: Schedule, sold: Product) -> Order:
    """Place the schedule's order, for a variant of its own, to be paid by `demo`."""
    variant = Variant.objects.create(product=sold, sku=f"S{schedule.seed}", price=PRICE)
    receive(variant.pk, schedule.units + schedule.spare)
    cart = Cart.objects.create()
    CartLine.objects.create(cart=cart, variant=variant, quantity=schedule.units)
    recipient = Recipient(email=f"s{schedule.seed}@example.com", name="Bob Baker", **AT)
    basket = basket_of(cart, Customer(email=recipient.email))
    signed = quote(cart.placement_key, basket, recipient.country)
    return place_order(cart, recipient, "standard", key=cart.placement_key, quote=signed, payment="demo")


def let_time_pass(order: Order) -> None:
    """Let the time in which the order can be paid be over."""
    Order.objects.filter(pk=order.pk).update(placed_at=timezone.now() - timedelta(hours=1))
