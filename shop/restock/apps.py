from django.apps import AppConfig


class RestockConfig(AppConfig):
    name = "shop.restock"
    label = "restock"

    def ready(self) -> None:
        # Each registers what this area shows or lets go of: its mail, its mailing list, what it holds.
        from shop.restock import leaving, mail_samples, privacy  # noqa: F401
