"""Support a proposal, and take it back: the hottest path of all, so as few statements as honesty allows."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from civicloop.core import audit
from civicloop.core.errors import Conflict
from civicloop.people.access import check_may_write
from civicloop.people.models import User
from civicloop.proposals import access
from civicloop.proposals.domain import State
from civicloop.proposals.models import Proposal, Support


def add_support(*, proposal_number: int, by: User) -> bool:
    """Let a person support a proposal; return whether the support is new. Sending it again changes nothing.

    Three statements, the lock on the proposal's row last, so that many people can support one proposal at once.
    Errors: Http404 without such a proposal; Forbidden for blocked people; Conflict when it is hidden, withdrawn or
    in the archive. Audit: support-add.
    """
    check_may_write(by)
    with transaction.atomic():
        if not Support.objects.add_once(by, proposal_number):
            return False
        audit.record("support-add", by=by, on=Proposal(pk=proposal_number))
        open_ones = Proposal.objects.filter(pk=proposal_number, hidden=False, state=State.OPEN)
        if not open_ones.update(supports=F("supports") + 1):
            access.check_support(by, access.any_proposal(proposal_number))
            raise Conflict(_("This proposal has just changed. Please try again."))
    return True


@transaction.atomic
def remove_support(*, proposal_number: int, by: User) -> bool:
    """Take a person's support back; return whether there was one. Always allowed: a voice is its owner's.

    Audit: support-remove.
    """
    if not Support.objects.of(by, proposal_number).delete()[0]:
        return False
    audit.record("support-remove", by=by, on=Proposal(pk=proposal_number))
    Proposal.objects.filter(pk=proposal_number).update(supports=F("supports") - 1)
    return True
