from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "shop.recommendations"
    label = "recommendations"
