from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrdersConfig(AppConfig):
    name = "shop.orders"
    label = "orders"

    def ready(self) -> None:
        # Each registers what this area has: its topics, its mail, what it keeps of people.
        from shop.orders import broadcasts, joining, mail_samples, privacy  # noqa: F401
        from shop.orders.roles import set_up
        from shop.orders.usual_tariff import install

        post_migrate.connect(install, sender=self)
        post_migrate.connect(set_up, dispatch_uid="roles")
