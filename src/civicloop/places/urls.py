"""Addresses of the room."""

from django.urls import URLPattern, path

from civicloop.places import views

app_name = "places"
urlpatterns: list[URLPattern] = [
    path("places", views.place_list, name="place-list"),
    path("places.geojson", views.place_boundaries, name="place-boundaries"),
    path("places/<slug:slug>", views.place_show, name="place-show"),
]
