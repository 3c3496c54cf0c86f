"""Load what a page is about, and say who may read it. A person of None is a visitor."""

from django.http import Http404

from civicloop.people.access import Permission
from civicloop.people.models import User
from civicloop.proposals.models import Argument, Proposal, Subject
from civicloop.proposals.models.whole import whole_proposal

BIGGEST = 2**63 - 1  # PostgreSQL's bigint


def any_proposal(number: int) -> Proposal:
    """Return a proposal with all a page says about it; one query.

    A hidden one is returned too, for its page says why it is hidden: ask `can_read_words` before showing its words.
    Errors: Http404 where no proposal has the number.
    """
    proposal = whole_proposal(number) if number <= BIGGEST else None
    if proposal is None:
        raise Http404
    return proposal


def visible_proposal(number: int) -> Proposal:
    """Return a proposal that is not hidden.

    Errors: Http404 where there is none, or a hidden one.
    """
    proposal = any_proposal(number)
    if proposal.hidden:
        raise Http404
    return proposal


def any_argument(argument_id: int) -> Argument:
    """Return an argument with its proposal, hidden or not: ask `can_read_words` before showing its words.

    Errors: Http404 where there is none, or its proposal is hidden and with it everything below.
    """
    rows = Argument.objects.filter(proposal__hidden=False).select_related("proposal", "author")
    argument = rows.defer("proposal__search").filter(pk=argument_id).first()
    if argument is None:
        raise Http404
    return argument


def visible_argument(argument_id: int) -> Argument:
    """Return an argument that is visible, with its proposal.

    Errors: Http404 where there is none, or it or its proposal is hidden.
    """
    argument = any_argument(argument_id)
    if argument.hidden:
        raise Http404
    return argument


def owns(person: User | None, subject: Subject) -> bool:
    """Return whether a person wrote something."""
    return person is not None and subject.author_id == person.pk


def can_read_words(person: User | None, subject: Subject) -> bool:
    """Return whether a person may read the words of something: hidden ones only its author and moderators."""
    moderates = person is not None and person.may(Permission.MODERATE)
    return not subject.hidden or owns(person, subject) or moderates
