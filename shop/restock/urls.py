"""Addresses of back-in-stock."""

from django.urls import path

from shop.restock import views

urlpatterns = [
    path("back-in-stock/", views.ask, name="restock_ask"),
    path("back-in-stock/mine/", views.mine, name="restock_mine"),
    path("back-in-stock/confirm/<str:token>/", views.confirm, name="restock_confirm"),
]
