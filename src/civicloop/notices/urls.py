"""Addresses of the room."""

from django.urls import URLPattern, path

from civicloop.notices import views

app_name = "notices"
urlpatterns: list[URLPattern] = [
    path("following", views.following, name="following"),
    path("follow", views.follow_create, name="follow-create"),
    path("unfollow", views.follow_delete, name="follow-delete"),
    path("unsubscribe/<str:token>", views.unsubscribe, name="unsubscribe"),
]
