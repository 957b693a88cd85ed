from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "shop.inventory"
    label = "inventory"

    def ready(self) -> None:
        from shop.inventory import broadcasts  # noqa: F401  registers the topics of this area
