"""The dev inbox; outside the solo shape its pages answer 404."""

from django.urls import path

from shop.notifications import views

urlpatterns = [
    path("dev/inbox/", views.dev_inbox, name="dev_inbox"),
    path("dev/inbox/<int:pk>/", views.dev_mail, name="dev_mail"),
    path("dev/inbox/<int:pk>/html/", views.dev_mail_html, name="dev_mail_html"),
]
