"""Every address of the shop. What shoppers see has one in each language, the shop's own without a prefix."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from shop.operations.scraping import metrics
from shop.orders import urls as orders
from shop.storefront import urls as storefront

urlpatterns = [
    path("", include(storefront.for_machines)),
    path("", include(orders.for_machines)),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("components/", include("shop.workshop.urls")),
    path("metrics", metrics, name="metrics"),
    *i18n_patterns(
        path("", include("shop.storefront.urls")),
        path("cart/", include("shop.cart.urls")),
        path("", include("shop.orders.urls")),
        path("", include("shop.restock.urls")),
        path("", include("shop.reviews.urls")),
        path("", include("shop.pages.urls")),
        path("", include("shop.payments.urls")),
        path("accounts/", include("allauth.urls")),
        path("account/", include("shop.accounts.urls")),
        path("", include("shop.notifications.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "shop.storefront.errors.bad_request"
handler403 = "shop.storefront.errors.permission_denied"
handler404 = "shop.storefront.errors.page_not_found"
handler429 = "shop.storefront.errors.too_many_requests"  # django-allauth looks for it
handler500 = "shop.storefront.errors.server_error"
