"""A proposal, the earlier forms of its words, and what was added later."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from civicloop.places.models import Place
from civicloop.proposals import domain
from civicloop.proposals.domain import State
from civicloop.proposals.models.queries import ProposalQuerySet
from civicloop.strategy.models import Challenge

VISIBLE = Q(hidden=False)
COVERED = ["challenge", "place", "language", "state", "published_at"]


class Proposal(models.Model):
    """An idea a person put to the region. Its number is public; counts are kept with it in the same transaction."""

    # Imported proposals have no author here, only the name their source gives.
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="proposals")
    author_name = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=domain.TITLE_MAX)
    text = models.TextField()
    summary = models.CharField(max_length=domain.SUMMARY_MAX)
    language = models.CharField(max_length=7)
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="+", db_index=False)
    aims = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    where = models.CharField(max_length=domain.WHERE_MAX, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    state = models.CharField(max_length=10, default=State.OPEN, choices=[(str(s), str(s)) for s in State])
    hidden = models.BooleanField(default=False)
    sample = models.BooleanField(default=False)
    photo = models.ImageField(upload_to="proposals", blank=True, width_field="photo_width", height_field="photo_height")
    photo_width = models.PositiveIntegerField(null=True, blank=True)
    photo_height = models.PositiveIntegerField(null=True, blank=True)
    photo_alt = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(db_default=Now())
    edited_at = models.DateTimeField(null=True, blank=True)
    # supports = rows of Support + those the source counted (imported_supports)
    supports = models.PositiveIntegerField(default=0)
    imported_supports = models.PositiveIntegerField(default=0)
    arguments = models.PositiveIntegerField(default=0)
    attention = models.GeneratedField(
        expression=F("supports") + F("arguments"), output_field=models.IntegerField(), db_persist=True
    )
    fingerprint = models.CharField(max_length=32)
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=60, blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    search = models.GeneratedField(
        # The stems of its words, and marks of what lists filter by (migration 0010).
        expression=Func(
            *map(F, ("id", "language", "title", "text", "challenge", "place", "state", "aims")), function="civic_search"
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        # Keyset order: one index per sort, each ending in the number; only what visitors may see stands in them. They
        # carry what lists filter by: a list reads the index until it has its page, and then only the page's own rows.
        indexes: ClassVar = [
            models.Index(F("id").desc(), include=COVERED, condition=VISIBLE, name="proposal_new"),
            models.Index(
                F("supports").desc(), F("id").desc(), include=COVERED, condition=VISIBLE, name="proposal_supported"
            ),
            models.Index(
                F("arguments").desc(), F("id").desc(), include=COVERED, condition=VISIBLE, name="proposal_argued"
            ),
            models.Index(F("attention"), F("id"), include=COVERED, condition=VISIBLE, name="proposal_attention"),
            models.Index(
                F("published_at").desc(),
                F("id").desc(),
                include=["challenge", "place", "language", "state", "supports", "arguments", "attention"],
                condition=VISIBLE,
                name="proposal_published",
            ),
            models.Index(F("place"), F("id").desc(), include=["state"], condition=VISIBLE, name="proposal_place"),
            models.Index(
                F("challenge"), F("id").desc(), include=["state"], condition=VISIBLE, name="proposal_challenge"
            ),
            # A short list of words still to be sorted in: a search reads all of it.
            GinIndex(fields=["search"], gin_pending_list_limit=512, name="proposal_search"),
            models.Index(
                fields=["latitude", "longitude"],
                condition=Q(latitude__isnull=False, hidden=False),
                name="proposal_point",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "fingerprint"],
                condition=~Q(state=State.WITHDRAWN) & Q(author__isnull=False),
                name="proposal_once_per_author",
            ),
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source=""), name="proposal_once_per_source"
            ),
            models.CheckConstraint(condition=Q(state__in=[str(s) for s in State]), name="proposal_known_state"),
            models.CheckConstraint(
                condition=Q(supports__gte=F("imported_supports")), name="proposal_supports_count_all"
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="proposal_point_on_earth",
            ),
            models.CheckConstraint(condition=Q(photo="") | ~Q(photo_alt=""), name="proposal_photo_described"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the proposal's page in the active language."""
        from django.urls import reverse  # noqa: PLC0415 - urls import views import models

        return reverse("proposals:proposal-show", args=[self.pk])


class Version(models.Model):
    """The words of a proposal before an edit."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="versions")
    title = models.CharField(max_length=domain.TITLE_MAX)
    text = models.TextField()
    replaced_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.proposal_id} until {self.replaced_at}"


class Addition(models.Model):
    """What the author added after the edit window had closed; never changed again."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="additions")
    text = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.proposal_id} + {self.at}"
