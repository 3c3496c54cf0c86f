"""What this room publishes whole: challenges and aims."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civicloop.core.export import Export, Field, Kind, register
from civicloop.strategy.models import Aim, Challenge

PACK = "region pack"
FIELDS = (
    Field("order", Kind.INTEGER, "Its place in lists.", PACK),
    Field("name", Kind.TEXTS, "Its name.", PACK),
    Field("summary", Kind.TEXTS, "What it is about, in a few words.", PACK),
    Field("description", Kind.TEXTS, "What it is about, in a paragraph.", PACK),
)


def _challenges() -> QuerySet[Challenge]:
    return Challenge.objects.order_by("order", "slug")


def _aims() -> QuerySet[Aim]:
    return Aim.objects.order_by("order", "slug")


register(
    Export(
        name="challenges",
        order=30,
        title=_("Challenges"),
        meaning=_("The challenges the region has set itself; each proposal belongs to one."),
        rows=_challenges,
        fields=(Field("slug", Kind.TEXT, "Name of the challenge in addresses; unique.", PACK), *FIELDS),
    ),
    Export(
        name="aims",
        order=40,
        title=_("Aims"),
        meaning=_("The aims that cut across all challenges; a proposal may serve any of them."),
        rows=_aims,
        fields=(Field("slug", Kind.TEXT, "Name of the aim in addresses; unique.", PACK), *FIELDS),
    ),
)
