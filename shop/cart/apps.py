from django.apps import AppConfig


class CartConfig(AppConfig):
    name = "shop.cart"
    label = "cart"

    def ready(self) -> None:
        # Each registers what this area has: topics, mail, a mailing list, what is somebody's own.
        from shop.cart import broadcasts, joining, mail_samples, privacy, reminders  # noqa: F401
