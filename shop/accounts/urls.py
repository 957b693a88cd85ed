"""Addresses of a shopper's own pages."""

from django.urls import path

from shop.accounts import privacy_views, views

urlpatterns = [
    path("name/", views.profile, name="profile"),
    path("addresses/", views.addresses, name="addresses"),
    path("addresses/add/", views.add_address, name="address_add"),
    path("addresses/<int:pk>/", views.change_address, name="address_change"),
    path("addresses/<int:pk>/remove/", views.remove_address, name="address_remove"),
    path("addresses/<int:pk>/default/", views.default_address, name="address_default"),
    path("data/", privacy_views.page, name="account_privacy"),
    path("data/export/", privacy_views.export, name="account_export"),
    path("data/delete/", privacy_views.delete, name="account_delete"),
]
