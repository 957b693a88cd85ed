"""What the merchant's desk shows of orders."""

from django.contrib import admin

from shop.orders import charges_desk  # noqa: F401  registers deliveries, taxes and discounts
from shop.orders.desk import records  # noqa: F401  registers returns, refunds and invoices
from shop.orders.desk.listing import OrderAdmin
from shop.orders.models import Order

admin.site.register(Order, OrderAdmin)
