"""Addresses of the merchant's pages."""

from django.urls import path

from shop.pages import views

urlpatterns = [
    path("pages/<slug:slug>/", views.page, name="page"),
    path("contact/", views.contact, name="contact"),
]
