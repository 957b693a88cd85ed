from django.apps import AppConfig


class RestockConfig(AppConfig):
    name = "shop.restock"
    label = "restock"

    def ready(self) -> None:
        # Each registers what this area has: its mail, its mailing list, what is somebody's own.
        from shop.restock import leaving, mail_samples, privacy  # noqa: F401
