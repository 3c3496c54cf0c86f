"""Addresses of the room, by what a person comes for."""

from civicloop.proposals.urls import discover, moderation, show, write

app_name = "proposals"
urlpatterns = [*write.urlpatterns, *discover.urlpatterns, *moderation.urlpatterns, *show.urlpatterns]
