"""What a person is still writing."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from civicloop.places.models import Place
from civicloop.proposals import domain
from civicloop.proposals.models.proposal import Proposal
from civicloop.strategy.models import Challenge


class Draft(models.Model):
    """A proposal being written; its unguessable key makes every step safe to send twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    title = models.CharField(max_length=domain.TITLE_MAX, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=7, blank=True)
    challenge = models.ForeignKey(Challenge, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    aims = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    where = models.CharField(max_length=domain.WHERE_MAX, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    photo = models.ImageField(upload_to="drafts", blank=True)
    photo_alt = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(auto_now=True)
    # Set once sent: sending the same draft again leads to the same proposal.
    proposal = models.OneToOneField(Proposal, null=True, blank=True, on_delete=models.CASCADE, related_name="draft")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["author", "-updated_at"], name="draft_author")]

    def __str__(self) -> str:
        return self.title or str(self.id)
