"""Every address of the shop."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("shop.storefront.urls")),
    path("cart/", include("shop.cart.urls")),
    path("", include("shop.orders.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("shop.notifications.urls")),
]

handler400 = "shop.storefront.errors.bad_request"
handler403 = "shop.storefront.errors.permission_denied"
handler404 = "shop.storefront.errors.page_not_found"
handler500 = "shop.storefront.errors.server_error"
