"""Searches people keep: list, keep, delete."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civicloop.core.access import signed_in
from civicloop.people.views import me, see_other
from civicloop.proposals.actions.search import delete_search, save_search
from civicloop.proposals.filters import ProposalFilter, parse
from civicloop.proposals.forms.fields import attempt
from civicloop.proposals.forms.search import SavedSearchForm
from civicloop.proposals.models import SavedSearch
from civicloop.proposals.models.search import NAME_MAX

OK, INVALID = 200, 422


@signed_in
@require_safe
def saved_search_list(request: HttpRequest) -> HttpResponse:
    """Show the searches a person keeps, each with its list and its feed."""
    searches = [
        {"search": one, "sentence": one.filter.sentence(), **_addresses(one.filter)}
        for one in SavedSearch.objects.of(me(request))
    ]
    return render(request, "proposals/saved_search_list.html", {"searches": searches})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def saved_search_create(request: HttpRequest) -> HttpResponse:
    """Keep the search in the address under a name."""
    wanted = parse(request.GET).filter.changed()
    form = SavedSearchForm(request.POST if request.method == "POST" else None, initial={"name": _name_of(wanted)})
    if request.method == "POST":
        person = me(request)
        saved = attempt(form, lambda: save_search(name=form.cleaned_data["name"], wanted=wanted, by=person))
        if saved is not None:
            messages.success(request, _("Your search is kept."))
            return see_other("proposals:saved-search-list")
    context = {"form": form, "sentence": wanted.sentence(), "query": wanted.to_query(), **_addresses(wanted)}
    return render(request, "proposals/saved_search_create.html", context, status=INVALID if form.errors else OK)


@signed_in
@require_POST
def saved_search_delete(request: HttpRequest, search: int) -> HttpResponse:
    """Forget a search."""
    person = me(request)
    delete_search(search=get_object_or_404(SavedSearch.objects.of(person), pk=search), by=person)
    messages.success(request, _("The search is deleted."))
    return see_other("proposals:saved-search-list")


def _addresses(wanted: ProposalFilter) -> dict[str, str]:
    tail = f"?{query}" if (query := wanted.to_query()) else ""
    names = {"list_url": "proposals:proposal-list", "feed_url": "proposals:proposal-feed"}
    return {key: reverse(name) + tail for key, name in names.items()}


def _name_of(wanted: ProposalFilter) -> str:
    """Return a name to begin with: the words and the parts of the filter."""
    return "; ".join(chip.label for chip in wanted.chips())[:NAME_MAX] or _("All proposals")
