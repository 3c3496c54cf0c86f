"""Addresses of the room."""

from django.urls import URLPattern, path

from civicloop.notices import views

app_name = "notices"
urlpatterns: list[URLPattern] = [
    path("following", views.follow_list, name="follow-list"),
    path("follow", views.follow_create, name="follow-create"),
    path("unfollow", views.follow_delete, name="follow-delete"),
    path("unsubscribe/<str:token>", views.follow_unsubscribe, name="follow-unsubscribe"),
]
