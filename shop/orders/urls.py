"""Addresses of checkout and orders."""

from django.urls import path

from shop.orders import views

urlpatterns = [
    path("checkout/", views.checkout, name="checkout"),
    path("orders/", views.history, name="orders"),
    path("orders/find/", views.find, name="find_order"),
    path("orders/<str:number>/", views.order, name="order"),
    path("orders/<str:number>/cancel/", views.cancel, name="order_cancel"),
]
