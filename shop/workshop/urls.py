"""The gallery of components, and what an open page asks while they are worked on."""

from django.urls import path

from shop.workshop import views

urlpatterns = [
    path("", views.gallery, name="components"),
    path("changes/", views.changes, name="component_changes"),
    path("<slug:component>/", views.component, name="component"),
    path("<slug:component>/<slug:state>/", views.state, name="component_state"),
]
