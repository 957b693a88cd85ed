"""Every address of the shop, and the bare view that all else is compared with."""

from django.urls import path

from bench.bare import claim
from shop.urls import *
from shop.urls import urlpatterns as of_the_shop

urlpatterns = [path("bench/claim/<int:variant>/", claim), *of_the_shop]
