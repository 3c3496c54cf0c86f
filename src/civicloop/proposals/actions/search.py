"""Everything that changes the searches people keep."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from civicloop.core import audit
from civicloop.core.errors import Invalid, TooMany
from civicloop.people.models import User
from civicloop.proposals.filters import ProposalFilter
from civicloop.proposals.models import SavedSearch
from civicloop.proposals.models.search import NAME_MAX, QUERY_MAX

SEARCHES_MAX = 50  # searches one person keeps


@transaction.atomic
def save_search(*, name: str, wanted: ProposalFilter, by: User) -> SavedSearch:
    """Keep a search under a name; the same search kept twice takes the newer name.

    Errors: Invalid at `name` when it is missing or too long, Invalid when the search is too long to keep, TooMany.
    Audit: search-save.
    """
    name = " ".join(name.split())
    if not name:
        raise Invalid(_("Give the search a name, so that you know it again."), field="name")
    if len(name) > NAME_MAX:
        words = ngettext("Use at most %(most)d character.", "Use at most %(most)d characters.", NAME_MAX)
        raise Invalid(words % {"most": NAME_MAX}, field="name")
    query = wanted.changed().to_query()
    if len(query) > QUERY_MAX:
        raise Invalid(_("This search has too many words to keep. Search for fewer words."))
    User.objects.select_for_update().get(pk=by.pk)  # two tabs cannot pass the limit together
    kept = SavedSearch.objects.of(by)
    if not kept.filter(query=query).exists() and kept.count() >= SEARCHES_MAX:
        raise TooMany(_("You keep %(most)d searches already. Delete one first.") % {"most": SEARCHES_MAX})
    search, _new = SavedSearch.objects.update_or_create(person=by, query=query, defaults={"name": name})
    audit.record("search-save", by=by, on=search)
    return search


@transaction.atomic
def delete_search(*, search: SavedSearch, by: User) -> None:
    """Forget a search. Audit: search-delete."""
    audit.record("search-delete", by=by, on=search)
    search.delete()
