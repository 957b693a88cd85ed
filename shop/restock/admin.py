"""Who waits for what, for merchants who decide what to order again."""

from django.contrib import admin

from shop.inventory.admin import ReadOnly
from shop.restock.models import SignUp


@admin.register(SignUp)
class SignUpAdmin(ReadOnly):
    """The queues. Addresses stand there by their own wish, and leave by their own wish."""

    list_display = ["variant", "email", "state", "confirmed_at", "told_at"]
    list_filter = ["state"]
    search_fields = ["variant__sku", "variant__product__title", "email"]
    list_select_related = ["variant"]
    ordering = ["variant", "confirmed_at"]
