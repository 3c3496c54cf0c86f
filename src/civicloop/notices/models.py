"""Who follows what, and what was said about it."""

from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from civicloop.core.texts import TextsField


class FollowQuerySet(models.QuerySet["Follow"]):
    """Find follows."""

    def of(self, person: int | None, kind: str, key: str) -> "FollowQuerySet":
        """Return the follow of one thing by one person, if there is one."""
        return self.filter(person_id=person, kind=kind, key=key)

    def about(self, kind: str, key: str) -> "FollowQuerySet":
        """Return who follows one thing, in the order they began."""
        return self.filter(kind=kind, key=key).order_by("pk")

    def by_person(self, person: int) -> "FollowQuerySet":
        """Return what a person follows, newest first."""
        return self.filter(person_id=person).order_by("-id")


class Follow(models.Model):
    """A person follows something, named by kind and key: no foreign key may point upwards from here."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "kind", "key"], name="follow_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "key", "id"], name="follow_subject")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.kind} {self.key}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Find notices."""

    def new_for(self, person: int) -> "NoticeQuerySet":
        """Return what was said about the things a person follows since they follow them, newest first.

        What the person did themselves is no news to them.
        """
        follows = Follow.objects.filter(
            person_id=person, kind=models.OuterRef("kind"), key=models.OuterRef("key"), at__lte=models.OuterRef("at")
        )
        own = models.Q(actor=person)
        return self.filter(models.Exists(follows)).exclude(own & models.Q(actor__isnull=False)).order_by("-id")


class Notice(models.Model):
    """Something that happened to a thing people follow, told once in every language, however many follow it.

    Shapes: `paths` maps a language to the address of the page that shows it.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    subject = TextsField()
    text = TextsField()
    paths = models.JSONField(default=dict)
    actor = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "key", "-id"], name="notice_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.subject}"

    def path(self, language: str) -> str:
        """Return the address for a reader of a language."""
        paths: Iterable[str] = self.paths.values()
        return str(self.paths.get(language) or next(iter(paths), "/"))
