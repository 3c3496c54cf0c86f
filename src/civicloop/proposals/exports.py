"""What this room publishes whole: proposals and arguments, as far as every visitor may see them."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import NullIf
from django.utils.translation import gettext_lazy as _

from civicloop.core.export import Export, Field, Kind, register
from civicloop.proposals.models import Argument, Proposal

AUTHOR = "author"
PLATFORM = "Civicloop"
IMPORT = "import"
# Imported rows carry the name their source gave; people who left have none any more.
AUTHOR_NAME = Case(
    When(author__isnull=True, then=F("author_name")),
    When(author__erased_at__isnull=False, then=Value("")),
    default=F("author__display_name"),
    output_field=CharField(),
)


def _proposals() -> QuerySet[Proposal]:
    return Proposal.objects.visible().order_by("id")


def _arguments() -> QuerySet[Argument]:
    return Argument.objects.visible().order_by("id")


def _page(number: int) -> str:
    return f"{settings.BASE_URL}/proposals/{number}"


def _photo(name: str) -> str | None:
    return f"{settings.BASE_URL}{default_storage.url(name)}" if name else None


def _missing_if_empty(name: str) -> NullIf:
    return NullIf(F(name), Value(""))


register(
    Export(
        name="proposals",
        order=10,
        title=_("Proposals"),
        meaning=_("Every proposal that is not hidden, whatever its state."),
        rows=_proposals,
        fields=(
            Field("number", Kind.INTEGER, "Number of the proposal; unique, in the order of arrival.", PLATFORM, "id"),
            Field("page", Kind.TEXT, "Address of its page.", PLATFORM, "id", show=_page),
            Field("title", Kind.TEXT, "Its title.", AUTHOR),
            Field("text", Kind.TEXT, "Its text, in Markdown.", AUTHOR),
            Field("language", Kind.TEXT, "Language of title and text (ISO 639-1).", "guessed, corrected by the author"),
            Field(
                "challenge", Kind.TEXT, "Slug of the challenge it belongs to; see challenges.", AUTHOR, "challenge_id"
            ),
            Field("aims", Kind.LIST, "Slugs of the aims it serves; see aims.", AUTHOR),
            Field("place", Kind.TEXT, "Statistical code of the place it is about; see places.", AUTHOR, "place_id"),
            Field("where", Kind.TEXT, "Where exactly, in words.", AUTHOR, _missing_if_empty("where")),
            Field("latitude", Kind.NUMBER, "Where exactly: north.", AUTHOR, unit="degrees, WGS 84"),
            Field("longitude", Kind.NUMBER, "Where exactly: east.", AUTHOR, unit="degrees, WGS 84"),
            Field("state", Kind.TEXT, "`open`, `withdrawn` by its author, or `archived`.", PLATFORM),
            Field(
                "author_name",
                Kind.TEXT,
                "The name its page shows; missing where the author shows none or has left.",
                AUTHOR,
                NullIf(AUTHOR_NAME, Value("")),
            ),
            Field("published_at", Kind.MOMENT, "When it was published, here or at its source.", PLATFORM, unit="UTC"),
            Field("edited_at", Kind.MOMENT, "When its words last changed; missing if never.", PLATFORM, unit="UTC"),
            Field("supports", Kind.INTEGER, "How many people support it, imported included.", PLATFORM, unit="people"),
            Field("imported_supports", Kind.INTEGER, "How many of them its source counted.", IMPORT, unit="people"),
            Field("arguments", Kind.INTEGER, "How many visible arguments and remarks it has.", PLATFORM),
            Field("photo", Kind.TEXT, "Address of its photo.", AUTHOR, show=_photo),
            Field("photo_alt", Kind.TEXT, "What the photo shows, in words.", AUTHOR, _missing_if_empty("photo_alt")),
            Field("source", Kind.TEXT, "Name of the source it was imported from.", IMPORT, _missing_if_empty("source")),
            Field("source_id", Kind.TEXT, "Its name at that source.", IMPORT, _missing_if_empty("source_id")),
            Field("source_url", Kind.TEXT, "Its address at that source.", IMPORT, _missing_if_empty("source_url")),
            Field("sample", Kind.BOOLEAN, "Whether it was invented for a demonstration.", PLATFORM),
        ),
    ),
    Export(
        name="arguments",
        order=20,
        title=_("Arguments"),
        meaning=_("Every visible argument on a visible proposal, and the remarks of imported discussions."),
        rows=_arguments,
        fields=(
            Field("number", Kind.INTEGER, "Number of the argument; unique, in the order of arrival.", PLATFORM, "id"),
            Field("proposal", Kind.INTEGER, "Number of its proposal; see proposals.", AUTHOR, "proposal_id"),
            Field("side", Kind.TEXT, "`for`, `against`, or `remark` in an imported discussion.", AUTHOR),
            Field("text", Kind.TEXT, "Its text.", AUTHOR),
            Field("language", Kind.TEXT, "Language of the text (ISO 639-1).", AUTHOR),
            Field("at", Kind.MOMENT, "When it was given, here or at its source.", PLATFORM, unit="UTC"),
            Field(
                "author_name",
                Kind.TEXT,
                "The name its page shows; missing where the author shows none or has left.",
                AUTHOR,
                NullIf(AUTHOR_NAME, Value("")),
            ),
            Field(
                "helpful",
                Kind.INTEGER,
                "How many people find it helpful.",
                PLATFORM,
                unit="people",
            ),
            Field("imported_helpful", Kind.INTEGER, "How many of them its source counted.", IMPORT, unit="people"),
            Field("imported_unhelpful", Kind.INTEGER, "How many said no to it at its source.", IMPORT, unit="people"),
            Field(
                "answers_to",
                Kind.INTEGER,
                "Number of the remark it answers, in imported discussions.",
                IMPORT,
                "answers_to_id",
            ),
            Field("source", Kind.TEXT, "Name of the source it was imported from.", IMPORT, _missing_if_empty("source")),
            Field("source_id", Kind.TEXT, "Its name at that source.", IMPORT, _missing_if_empty("source_id")),
            Field("sample", Kind.BOOLEAN, "Whether it was invented for a demonstration.", PLATFORM),
        ),
    ),
)
