"""Addresses of the cart."""

from django.urls import path

from shop.cart import views

urlpatterns = [
    path("", views.cart, name="cart"),
    path("add/", views.add, name="cart_add"),
    path("lines/<int:pk>/", views.change, name="cart_change"),
    path("lines/<int:pk>/remove/", views.remove, name="cart_remove"),
    path("lines/<int:pk>/hold/", views.hold, name="cart_hold"),
]
