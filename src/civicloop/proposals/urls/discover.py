"""Addresses: discover."""

from django.urls import URLPattern, path

from civicloop.proposals import feeds
from civicloop.proposals.views import discover, saved

urlpatterns: list[URLPattern] = [
    path("proposals", discover.proposal_list, name="proposal-list"),
    path("proposals/map", discover.proposal_map, name="proposal-map"),
    path("proposals/points", discover.proposal_points, name="proposal-points"),
    path("proposals/feed", feeds.proposal_feed, name="proposal-feed"),
    path("searches", saved.saved_search_list, name="saved-search-list"),
    path("searches/new", saved.saved_search_create, name="saved-search-create"),
    path("searches/<int:search>/delete", saved.saved_search_delete, name="saved-search-delete"),
]
