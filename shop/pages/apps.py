from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "shop.pages"
    label = "pages"

    def ready(self) -> None:
        # Registers this area's mail.
        from shop.pages import mail_samples  # noqa: F401
