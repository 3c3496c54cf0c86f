"""Proposals and all that people do with them."""

from civicloop.proposals.models.argument import Argument, Helpful
from civicloop.proposals.models.draft import Draft
from civicloop.proposals.models.moderation import Appeal, Decision, Report, Subject
from civicloop.proposals.models.proposal import Addition, Proposal, Version
from civicloop.proposals.models.search import SavedSearch
from civicloop.proposals.models.support import Support

__all__ = [
    "Addition",
    "Appeal",
    "Argument",
    "Decision",
    "Draft",
    "Helpful",
    "Proposal",
    "Report",
    "SavedSearch",
    "Subject",
    "Support",
    "Version",
]
