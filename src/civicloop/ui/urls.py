"""Addresses of the room, under a language."""

from django.urls import path

from civicloop.ui import views

app_name = "ui"
urlpatterns = [path("style-guide", views.style_guide, name="style-guide")]
