"""A proposal with all its page says about it, in one question."""

from functools import cache

from civicloop.people.models import User
from civicloop.proposals.models.fetch import Columns, columns, fetch
from civicloop.proposals.models.proposal import Proposal

PUBLIC = ("id", "display_name", "date_joined", "erased_at")  # of an author, what pages show or decide by
WHOLE = """
SELECT {proposal}, {author} FROM proposals_proposal proposal
LEFT JOIN people_user author ON author.id = proposal.author_id WHERE proposal.id = %s
"""


@cache
def public_columns() -> Columns:
    """Return the columns of an author that a page needs."""
    return columns(User, only=PUBLIC)


@cache
def _proposal_columns() -> Columns:
    return columns(Proposal, but=["search"])


def whole_proposal(number: int) -> Proposal | None:
    """Return a proposal with its author's public side, hidden or not; None where no proposal has the number."""
    parts = {"proposal": _proposal_columns(), "author": public_columns()}
    sql = WHOLE.format(**{name: part.sql(name) for name, part in parts.items()})
    for row in fetch(sql, [number], parts):
        proposal: Proposal = row["proposal"]
        proposal.author = row["author"]
        return proposal
    return None
