from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "shop.orders"
    label = "orders"

    def ready(self) -> None:
        # Each registers what this area has: its topics, its mail, what it keeps of people.
        from shop.orders import broadcasts, joining, mail_samples, privacy  # noqa: F401
