"""Every way proposals are read: filters, full text, sorts in keyset order."""

from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQueryField
from django.db import models
from django.db.models import Func, Value
from django.db.models.expressions import Expression

if TYPE_CHECKING:
    from civicloop.proposals.models.proposal import Proposal


class CivicQuery(Func):
    """A reader's search words as a tsquery that fits every language of the region."""

    function = "civic_query"
    output_field = SearchQueryField()

    def __init__(self, words: str, languages: list[str]) -> None:
        super().__init__(Value(words), Value(languages, output_field=models.JSONField()))


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Find proposals."""

    def visible(self) -> "ProposalQuerySet":
        """Return the proposals that visitors may see; hidden ones are for moderators."""
        return self.filter(hidden=False)
