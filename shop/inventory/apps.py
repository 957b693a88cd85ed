from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "shop.inventory"
    label = "inventory"

    def ready(self) -> None:
        # Each registers what this area has: its topics, its mail.
        from shop.inventory import broadcasts, mail_samples  # noqa: F401
