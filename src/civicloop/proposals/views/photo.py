"""Photos: of a proposal for everybody who may see it, of a draft for its author."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from civicloop.core.access import public, signed_in
from civicloop.people.views import me, visitor
from civicloop.proposals.access import can_read_words
from civicloop.proposals.access.write import own_draft
from civicloop.proposals.models import Proposal
from civicloop.proposals.photos import small_name, stored_name

YEAR = "max-age=31536000, immutable"  # a photo's name changes with its content


@public
@require_safe
def photo_show(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Return a proposal's photo, large or small, while the proposal may be seen."""
    proposal = Proposal.objects.only("author_id", "hidden", "photo").filter(pk=number).first()
    file = stored_name(proposal.photo.name or "", name) if proposal is not None else None
    if proposal is None or file is None:
        raise Http404
    if not proposal.hidden:
        return _webp(file, f"public, {YEAR}")
    if not can_read_words(visitor(request), proposal):
        raise Http404
    return _webp(file, "private, no-store")


@signed_in
@require_safe
def draft_photo(request: HttpRequest, key: UUID) -> HttpResponse:
    """Return the photo of a person's own draft, the smaller one."""
    draft = own_draft(me(request), key)
    if not draft.photo:
        raise Http404
    return _webp(small_name(str(draft.photo.name)), "private, no-store")


def _webp(name: str, caching: str) -> HttpResponse:
    try:
        with default_storage.open(name) as file:
            content = file.read()
    except FileNotFoundError:
        raise Http404 from None
    # Every photo was made by us: its type is known, not guessed.
    answer = HttpResponse(content, content_type="image/webp")
    answer["Cache-Control"] = caching
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
