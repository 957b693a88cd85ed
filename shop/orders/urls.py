"""Addresses of checkout and orders."""

from django.urls import path, register_converter

from shop.orders import history, payment_views, reckoning, return_views, views, webhooks
from shop.orders.numbers import NumberConverter
from shop.orders.paper import views as sheets

register_converter(NumberConverter, "order_number")

urlpatterns = [
    path("checkout/", views.checkout, name="checkout"),
    path("checkout/reckon/", reckoning.reckon, name="checkout_reckon"),
    path("account/", history.account, name="account"),
    path("orders/", history.history, name="orders"),
    path("orders/find/", views.find, name="find_order"),
    path("orders/<order_number:number>/", views.order, name="order"),
    path("orders/<order_number:number>/cancel/", views.cancel, name="order_cancel"),
    path("orders/<order_number:number>/pay/", payment_views.pay, name="order_pay"),
    path("orders/<order_number:number>/back/", payment_views.back, name="order_back"),
    path("orders/<order_number:number>/invoice.pdf", sheets.invoice, name="order_invoice"),
    path("orders/<order_number:number>/parcels/<int:parcel>.pdf", sheets.slip, name="order_slip"),
    path("orders/<order_number:number>/return/", return_views.ask_view, name="order_return"),
    path(
        "orders/<order_number:number>/return/withdraw/",
        return_views.withdraw_view,
        name="order_return_withdraw",
    ),
]

for_machines = [
    path("payments/<slug:provider>/webhook/", webhooks.payment_webhook, name="payment_webhook"),
]
