"""Addresses of the room."""

from django.urls import URLPattern

app_name = "notices"
urlpatterns: list[URLPattern] = []
