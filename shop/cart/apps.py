from django.apps import AppConfig


class CartConfig(AppConfig):
    name = "shop.cart"
    label = "cart"

    def ready(self) -> None:
        from shop.cart import broadcasts, joining, privacy  # noqa: F401  register what this area has
