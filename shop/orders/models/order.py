"""An order and its lines, as they were when it was placed."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shop import money
from shop.accounts.countries import country_name
from shop.catalogue.models import Variant
from shop.inventory.models import Reservation
from shop.orders.numbers import new_number


class Order(models.Model):
    """What somebody bought. Every amount is in `currency` and with tax.

    `subtotal` is what the goods cost before `discount`; `total = subtotal - discount + delivery_price`.
    """

    class State(models.TextChoices):
        AWAITING_PAYMENT = "awaiting_payment", _("Awaiting payment")
        PAID = "paid", _("Paid")
        SHIPPED = "shipped", _("Shipped")
        DELIVERED = "delivered", _("Delivered")
        CANCELLED = "cancelled", _("Cancelled")
        REFUNDED = "refunded", _("Refunded")

    class Payment(models.TextChoices):
        COD = "cod", _("Pay on delivery")
        DEMO = "demo", _("Test payment")
        STRIPE = "stripe", _("Card, wallet or bank")

    number = models.CharField(_("number"), max_length=12, unique=True, default=new_number, editable=False)
    placement_key = models.UUIDField(unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="orders",
        editable=False,
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.AWAITING_PAYMENT)
    payment = models.CharField(_("payment"), max_length=10, choices=Payment, default=Payment.COD)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    name = models.CharField(_("name"), max_length=150)
    street = models.CharField(_("street and number"), max_length=200)
    extra = models.CharField(_("flat, floor, company"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20)
    city = models.CharField(_("city"), max_length=100)
    region = models.CharField(_("region"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2)
    delivery = models.CharField(_("delivery"), max_length=20)
    delivery_name = models.CharField(_("delivery"), max_length=60)
    delivery_price = models.DecimalField(_("delivery price"), max_digits=12, decimal_places=2)
    delivery_tax_rate = models.DecimalField(
        _("tax rate of delivery"), max_digits=5, decimal_places=2, default=money.ZERO
    )
    subtotal = models.DecimalField(_("subtotal"), max_digits=12, decimal_places=2)
    discount = models.DecimalField(_("discount"), max_digits=12, decimal_places=2, default=money.ZERO)
    discount_code = models.CharField(_("discount code"), max_length=30, blank=True)
    total = models.DecimalField(_("total"), max_digits=12, decimal_places=2)
    tax = models.DecimalField(_("tax included"), max_digits=12, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    language = models.CharField(_("language"), max_length=10)
    placed_at = models.DateTimeField(_("placed"), auto_now_add=True)
    version = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["-pk"]
        permissions = [
            ("fulfil_order", _("Can ship, deliver and cancel orders")),
            ("refund_order", _("Can give money back and decide on returns")),
        ]
        indexes = [models.Index(Lower("email"), condition=Q(user=None), name="order_of_a_guest")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Return the order's address; it opens only for who may see it."""
        return reverse("order", args=[self.number])

    @property
    def country_name(self) -> str:
        """The country as the active language calls it."""
        return country_name(self.country)

    @property
    def delivery_tax(self) -> Decimal:
        """The tax inside the price of delivery."""
        return money.included_tax(self.delivery_price, self.delivery_tax_rate)


class OrderLine(models.Model):
    """Units of one variant as they were bought, and the reservation that claims them.

    The discounts of an order's lines add up to the order's.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, models.PROTECT, related_name="+")
    reservation = models.OneToOneField(Reservation, models.PROTECT, related_name="order_line")
    sku = models.CharField(_("SKU"), max_length=64)
    title = models.CharField(_("title"), max_length=255)
    options = models.TextField(_("options"), blank=True)
    unit_price = models.DecimalField(_("unit price"), max_digits=12, decimal_places=2)
    quantity = models.PositiveIntegerField(_("quantity"))
    discount = models.DecimalField(_("discount"), max_digits=12, decimal_places=2, default=money.ZERO)
    tax_rate = models.DecimalField(_("tax rate"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.title}"

    @property
    def subtotal(self) -> Decimal:
        """What the line costs, with tax, before the discount."""
        return self.unit_price * self.quantity

    @property
    def total(self) -> Decimal:
        """What the line costs, with tax, after its share of the order's discount."""
        return self.subtotal - self.discount

    @property
    def tax(self) -> Decimal:
        """The tax inside the line's total."""
        return money.included_tax(self.total, self.tax_rate)
