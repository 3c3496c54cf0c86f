"""What goes when a person leaves: everything that was theirs alone, with the counts beside it kept honest."""

from functools import partial

from django.db import transaction
from django.db.models import F

from civicloop.core import audit
from civicloop.people.events import PersonErased
from civicloop.people.models import User
from civicloop.proposals.models import Appeal, Argument, Draft, Helpful, Proposal, Report, SavedSearch, Support
from civicloop.proposals.photos import delete_photo


@transaction.atomic
def forget_person(event: PersonErased) -> None:
    """Remove a person's supports, marks, reports, drafts and saved searches.

    What they said in public stays, without their name. Audit: person-forget, with numbers only.
    """
    person = User.objects.get(pk=event.person)
    removed = {"drafts": _drafts(person), "marks": _marks(person), "supports": _supports(person)}
    removed["reports"] = Report.objects.filter(reporter=person).delete()[0]
    removed["searches"] = SavedSearch.objects.filter(person=person).delete()[0]
    Appeal.objects.filter(author=person).update(text="")
    audit.record("person-forget", by=None, on=person, after=removed)


def _supports(person: User) -> int:
    mine = Support.objects.filter(person=person)
    # Rows are locked in the order of their numbers: two people who leave at once never wait for each other.
    numbers = list(mine.order_by("proposal_id").values_list("proposal_id", flat=True))
    removed = mine.delete()[0]
    list(Proposal.objects.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk", flat=True))
    Proposal.objects.filter(pk__in=numbers).update(supports=F("supports") - 1)
    return removed


def _marks(person: User) -> int:
    mine = Helpful.objects.filter(person=person)
    numbers = list(mine.order_by("argument_id").values_list("argument_id", flat=True))
    removed = mine.delete()[0]
    list(Argument.objects.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk", flat=True))
    Argument.objects.filter(pk__in=numbers).update(helpful=F("helpful") - 1)
    return removed


def _drafts(person: User) -> int:
    unsent = Draft.objects.filter(author=person, proposal=None)
    photos = [name for name in unsent.values_list("photo", flat=True) if name]
    removed = Draft.objects.filter(author=person).delete()[0]
    for name in photos:
        transaction.on_commit(partial(delete_photo, name))
    return removed
