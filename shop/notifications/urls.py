"""Mail preferences, the way out of mail, and in the solo shape alone the inbox and samples of mail."""

from django.urls import path

from shop.notifications import dev_views, views

urlpatterns = [
    path("account/mails/", views.preferences, name="mail_preferences"),
    path("mails/unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("dev/inbox/", dev_views.inbox, name="dev_inbox"),
    path("dev/inbox/<int:pk>/", dev_views.mail, name="dev_mail"),
    path("dev/inbox/<int:pk>/html/", dev_views.mail_html, name="dev_mail_html"),
    path("dev/mails/", dev_views.samples, name="dev_samples"),
    path("dev/mails/<str:name>/", dev_views.sample, name="dev_sample"),
    path("dev/mails/<str:name>/html/", dev_views.sample_html, name="dev_sample_html"),
]
