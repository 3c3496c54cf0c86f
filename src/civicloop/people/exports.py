"""What this room publishes whole: the public bodies. People are never exported."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civicloop.core.export import Export, Field, Kind, register
from civicloop.people.models import Body

PACK = "region pack"


def _bodies() -> QuerySet[Body]:
    return Body.objects.order_by("slug")


register(
    Export(
        name="bodies",
        order=60,
        title=_("Public bodies"),
        meaning=_("The public bodies that answer proposals and run projects."),
        rows=_bodies,
        fields=(
            Field("slug", Kind.TEXT, "Name of the body in addresses; unique and lasting.", PACK),
            Field("kind", Kind.TEXT, "`region`, `agency` or `municipality`.", PACK),
            Field("place", Kind.TEXT, "Statistical code of the place it works for; see places.", PACK, "place_code"),
            Field("name", Kind.TEXTS, "Its official name.", PACK),
            Field("summary", Kind.TEXTS, "What it does, in a sentence.", PACK),
            Field("closed_at", Kind.MOMENT, "When it ceased to exist; missing while it works.", "platform team"),
        ),
    )
)
