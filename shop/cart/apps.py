from django.apps import AppConfig


class CartConfig(AppConfig):
    name = "shop.cart"
    label = "cart"

    def ready(self) -> None:
        from shop.cart import broadcasts  # noqa: F401  registers the topics of this area
