"""Addresses of the payment pages that are ours."""

from django.urls import path

from shop.payments import demo_page

urlpatterns = [path("pay/demo/<slug:session>/", demo_page.demo_payment, name="demo_payment")]
