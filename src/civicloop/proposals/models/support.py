"""Who supports which proposal."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from civicloop.proposals.models.once import insert_once
from civicloop.proposals.models.proposal import Proposal

if TYPE_CHECKING:
    from civicloop.people.models import User


class SupportQuerySet(models.QuerySet["Support"]):
    """Find, store and remove supports; only actions write, for the count beside them must follow."""

    def of(self, person: "User", proposal_number: int) -> "SupportQuerySet":
        """Return one person's support of one proposal: one row or none."""
        return self.filter(person=person, proposal_id=proposal_number)

    def add_once(self, person: "User", proposal_number: int) -> bool:
        """Store a support unless it stands; return whether this call stored it."""
        return insert_once(Support, proposal_id=proposal_number, person_id=person.pk)


class Support(models.Model):
    """One person's support of one proposal; the constraint makes a second one impossible."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="support_rows", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="supports")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SupportQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="support_at")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["proposal", "person"], name="support_once")]

    def __str__(self) -> str:
        return f"{self.person_id} supports {self.proposal_id}"
