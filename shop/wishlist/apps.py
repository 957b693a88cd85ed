from django.apps import AppConfig


class WishlistConfig(AppConfig):
    name = "shop.wishlist"
    label = "wishlist"

    def ready(self) -> None:
        from shop.wishlist import joining, privacy  # noqa: F401  listens for who signs in
