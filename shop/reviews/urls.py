"""Addresses of reviews."""

from django.urls import path

from shop.reviews import feedback, views

urlpatterns = [
    path("products/<slug:slug>/review/", views.write, name="review_write"),
    path("reviews/<int:pk>/", views.edit, name="review_edit"),
    path("reviews/<int:pk>/delete/", views.delete, name="review_delete"),
    path("reviews/<int:pk>/report/", feedback.report_view, name="review_report"),
    path("reviews/helpful/", feedback.helpful, name="review_helpful"),
    path("account/reviews/", views.mine, name="my_reviews"),
]
