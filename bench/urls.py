"""Every address of the shop, and the bare views that all else is compared with."""

from django.urls import path

from bench.bare import claim, page
from shop.urls import *
from shop.urls import urlpatterns as of_the_shop

urlpatterns = [
    path("bench/claim/<int:variant>/", claim),
    path("bench/page/<slug:slug>/<int:size>/", page),
    *of_the_shop,
]
