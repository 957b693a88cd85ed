"""Fastshop's Django project: settings, entry points, and one folder for each domain area."""

from shop.celery import app as celery_app

__all__ = ["celery_app"]
