"""Addresses outside the languages: what browsers and robots ask for by name."""

from django.urls import path

from civicloop.ui import views

urlpatterns = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("robots.txt", views.robots, name="robots"),
]
