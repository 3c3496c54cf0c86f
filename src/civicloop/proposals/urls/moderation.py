"""Addresses: appeals, and the moderators' pages."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from civicloop.proposals.urls import row  # noqa: F401 - registers <row:…>
from civicloop.proposals.views import appeal, author, moderation


def _both(end: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    # The same page for a proposal and for an argument; the words of the address tell which.
    return [
        path(f"moderation/proposals/<row:number>{end}", view, name=name),
        path(f"moderation/arguments/<row:argument>{end}", view, name=name),
    ]


urlpatterns: list[URLPattern] = [
    path("proposals/<row:number>/appeal", appeal.appeal_create, name="appeal-create"),
    path("arguments/<row:argument>/appeal", appeal.appeal_create, name="appeal-create"),
    path("moderation", moderation.moderation_list, name="moderation-list"),
    path("moderation/figures", moderation.moderation_figures, name="moderation-figures"),
    path("moderation/appeals/<row:appeal>/decide", moderation.appeal_decide, name="appeal-decide"),
    path("moderation/authors/<row:person>/block", author.author_block, name="author-block"),
    path("moderation/authors/<row:person>/unblock", author.author_unblock, name="author-unblock"),
    *_both("", moderation.moderation_show, "moderation-show"),
    *_both("/hide", moderation.moderation_hide, "moderation-hide"),
    *_both("/restore", moderation.moderation_restore, "moderation-restore"),
    *_both("/dismiss", moderation.moderation_dismiss, "moderation-dismiss"),
]
