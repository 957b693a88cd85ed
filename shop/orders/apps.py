from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "shop.orders"
    label = "orders"

    def ready(self) -> None:
        # Each registers what this area shows: its topics, its mail.
        from shop.orders import broadcasts, mail_samples  # noqa: F401
