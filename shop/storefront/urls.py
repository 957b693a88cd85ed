"""Addresses of the shop window."""

from django.conf import settings
from django.urls import path

from shop.storefront import health, media, recently_viewed, robots, sitemaps, views, wishlist

urlpatterns = [
    path("", views.home, name="home"),
    path("products/", views.product_list, name="product_list"),
    path("products/<slug:slug>/", views.product, name="product"),
    path("search/", views.search, name="search"),
    path("wishlist/", wishlist.page, name="wishlist"),
    path("wishlist/change/", wishlist.change, name="wishlist_change"),
    path("wishlist/tidy/", wishlist.tidy, name="wishlist_tidy"),
    path("viewed/clear/", recently_viewed.clear, name="clear_recently_viewed"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
]

# What no shopper reads is in no language.
for_machines = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-lists.xml", sitemaps.lists, name="sitemap_lists"),
    path("sitemap-products-<int:page>.xml", sitemaps.products, name="sitemap_products"),
]

if settings.SERVE_MEDIA:
    for_machines.append(path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", media.media, name="media"))
