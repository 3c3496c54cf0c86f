"""Following a place: its title, and the button on its page."""

from django.http import HttpRequest
from django.urls import reverse

from civicloop.notices.button import follow_button
from civicloop.places import tree
from civicloop.places.models import Place
from civicloop.places.sections import Section


def title_for(code: str) -> tuple[str, str] | None:
    """Return a place's name and address, or None when there is no such place."""
    node = tree.node(code)
    return (tree.name(code), reverse("places:place-show", args=[node.slug])) if node else None


def follow_section(place: Place, request: HttpRequest) -> Section:
    """Return the follow button of a place."""
    return Section("notices/follow_section.html", {"button": follow_button(request, "place", place.code)})
