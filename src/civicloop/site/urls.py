"""Addresses of the room."""

from django.urls import URLPattern, path

from civicloop.site import data, home, pages, search

app_name = "site"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("search", search.search, name="search"),
    path("about", pages.about, name="about"),
    path("data", data.data_list, name="data-list"),
    path("api/v1/docs", data.api_show, name="api-show"),
    path("accessibility", pages.accessibility, name="accessibility"),
    path("privacy", pages.privacy, name="privacy"),
]
