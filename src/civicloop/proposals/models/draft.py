"""What a person is still writing."""

import hashlib
import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from civicloop.places.models import Place
from civicloop.proposals import domain
from civicloop.proposals.models.proposal import Proposal
from civicloop.strategy.models import Challenge

if TYPE_CHECKING:
    from civicloop.people.models import User


class DraftQuerySet(models.QuerySet["Draft"]):
    """Find drafts."""

    def of(self, person: "User") -> "DraftQuerySet":
        """Return a person's drafts, sent ones too."""
        return self.filter(author=person)

    def unsent(self) -> "DraftQuerySet":
        """Return drafts that did not become a proposal yet, last touched first."""
        return self.filter(proposal=None).order_by("-updated_at")


class Draft(models.Model):
    """A proposal being written; its unguessable key makes every step safe to send twice.

    Its words have no limits, for nothing typed may be lost; `words.py` checks them before they become a proposal.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=7, blank=True)
    challenge = models.ForeignKey(Challenge, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    aims = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    where = models.TextField(blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    photo = models.ImageField(upload_to="photos", blank=True, width_field="photo_width", height_field="photo_height")
    photo_width = models.PositiveIntegerField(null=True, blank=True)
    photo_height = models.PositiveIntegerField(null=True, blank=True)
    photo_alt = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(auto_now=True)
    # Set once sent: sending the same draft again leads to the same proposal.
    proposal = models.OneToOneField(Proposal, null=True, blank=True, on_delete=models.CASCADE, related_name="draft")

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["author", "-updated_at"], name="draft_author")]

    def __str__(self) -> str:
        return self.title or str(self.id)

    @property
    def summary(self) -> str:
        """Return the first words, for lists."""
        return domain.summary(self.text)

    @property
    def stamp(self) -> str:
        """Return a short hash of all that would be sent: a page shown before a change has another one."""
        kept = (self.title, self.text, self.challenge_id, self.aims, self.place_id, self.where)
        seen = (*kept, self.latitude, self.longitude, self.photo.name, self.photo_alt)
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]
