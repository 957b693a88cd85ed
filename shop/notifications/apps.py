from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "shop.notifications"
    label = "notifications"

    def ready(self) -> None:
        from shop.notifications.backlog import Backlog
        from shop.operations.scraping import read_when_asked

        read_when_asked(Backlog())
