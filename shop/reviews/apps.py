from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "shop.reviews"
    label = "reviews"

    def ready(self) -> None:
        # Each registers what this area has: its topic.
        from shop.reviews import broadcasts  # noqa: F401
