from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "shop.reviews"
    label = "reviews"

    def ready(self) -> None:
        # Each registers what this area has: its topic, its mail, its mailing list, what it keeps of people.
        from shop.reviews import broadcasts, leaving, mail_samples, privacy  # noqa: F401
