"""Who supports which proposal."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from civicloop.proposals.models.proposal import Proposal


class Support(models.Model):
    """One person's support of one proposal; the constraint makes a second one impossible."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="support_rows", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="supports")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["proposal", "person"], name="support_once")]

    def __str__(self) -> str:
        return f"{self.person_id} supports {self.proposal_id}"
