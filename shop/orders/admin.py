"""What the merchant's desk shows of orders."""

from django.contrib import admin

from shop.orders.desk.listing import OrderAdmin
from shop.orders.models import Order

admin.site.register(Order, OrderAdmin)
