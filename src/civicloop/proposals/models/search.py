"""Searches people keep."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.http import QueryDict

from civicloop.proposals.filters import ProposalFilter, parse

if TYPE_CHECKING:
    from civicloop.people.models import User

NAME_MAX, QUERY_MAX = 80, 1000  # characters


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Find saved searches."""

    def of(self, person: "User") -> "SavedSearchQuerySet":
        """Return the searches a person keeps, the newest first."""
        return self.filter(person=person).order_by("-id")


class SavedSearch(models.Model):
    """A named search; `query` is the canonical query string of its list page and feed."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=NAME_MAX)
    query = models.CharField(max_length=QUERY_MAX)
    at = models.DateTimeField(db_default=Now())

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "query"], name="saved_search_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def filter(self) -> ProposalFilter:
        """Return what the search asks for; parts that mean nothing any more are left out."""
        return parse(QueryDict(self.query)).filter
