from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "shop.orders"
    label = "orders"

    def ready(self) -> None:
        from shop.orders import broadcasts  # noqa: F401  registers the topics of this area
