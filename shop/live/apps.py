from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "shop.live"
    label = "live"
