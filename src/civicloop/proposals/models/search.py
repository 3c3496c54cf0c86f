"""Searches people keep."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class SavedSearch(models.Model):
    """A named search; `query` is the canonical query string of its list page and feed."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "query"], name="saved_search_once")]

    def __str__(self) -> str:
        return self.name
