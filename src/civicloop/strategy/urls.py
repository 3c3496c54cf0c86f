"""Addresses of the room."""

from django.urls import URLPattern, path

from civicloop.strategy import views

app_name = "strategy"
urlpatterns: list[URLPattern] = [
    path("challenges", views.challenge_list, name="challenge-list"),
    path("challenges/<slug:slug>", views.challenge_show, name="challenge-show"),
    path("aims/<slug:slug>", views.aim_show, name="aim-show"),
]
