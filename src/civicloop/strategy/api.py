"""The API's side of the strategy: challenges with their objectives, and aims."""

from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field

from civicloop.core.api import LanguageTexts, Page, page_address
from civicloop.strategy.models import Aim, Challenge, Objective

router = Router(tags=["strategy"])


class ObjectiveOut(Schema):
    """What a challenge wants to reach."""

    slug: str
    name: LanguageTexts
    aims: Annotated[list[str], Field(description="Slugs of the aims it serves.")]
    horizon: Annotated[int | None, Field(description="The year by which it is to be reached.")]
    sample: Annotated[bool, Field(description="An example that no public body has adopted.")]


class ChallengeOut(Schema):
    """A challenge."""

    slug: str
    name: LanguageTexts
    summary: LanguageTexts
    description: LanguageTexts
    objectives: list[ObjectiveOut]
    page: Annotated[str, Field(description="Address of its page.")]


class AimOut(Schema):
    """An aim that cuts across the challenges."""

    slug: str
    name: LanguageTexts
    summary: LanguageTexts
    description: LanguageTexts
    page: Annotated[str, Field(description="Address of its page.")]


@router.get("/challenges", response=Page[ChallengeOut], operation_id="challenge_list", summary="List challenges")
def challenge_list(request: HttpRequest) -> Page[ChallengeOut]:  # noqa: ARG001
    """List all challenges in the region's order; they are few, so there is one page."""
    rows = Challenge.objects.prefetch_related("objectives")
    return Page[ChallengeOut](items=[_challenge(one) for one in rows], next=None)


@router.get("/challenges/{slug:slug}", response=ChallengeOut, operation_id="challenge_show", summary="Show a challenge")
def challenge_show(request: HttpRequest, slug: str) -> ChallengeOut:  # noqa: ARG001
    """Show one challenge with its objectives."""
    challenge = Challenge.objects.prefetch_related("objectives").filter(slug=slug).first()
    if challenge is None:
        raise Http404
    return _challenge(challenge)


@router.get("/aims", response=Page[AimOut], operation_id="aim_list", summary="List aims")
def aim_list(request: HttpRequest) -> Page[AimOut]:  # noqa: ARG001
    """List all aims in the region's order; they are few, so there is one page."""
    return Page[AimOut](items=[_aim(one) for one in Aim.objects.all()], next=None)


def _challenge(challenge: Challenge) -> ChallengeOut:
    return ChallengeOut(
        slug=challenge.slug,
        name=challenge.name,
        summary=challenge.summary,
        description=challenge.description,
        objectives=[_objective(one) for one in challenge.objectives.all()],
        page=page_address("strategy:challenge-show", challenge.slug),
    )


def _objective(objective: Objective) -> ObjectiveOut:
    return ObjectiveOut(
        slug=objective.slug,
        name=objective.name,
        aims=objective.aims,
        horizon=objective.horizon,
        sample=objective.sample,
    )


def _aim(aim: Aim) -> AimOut:
    return AimOut(
        slug=aim.slug,
        name=aim.name,
        summary=aim.summary,
        description=aim.description,
        page=page_address("strategy:aim-show", aim.slug),
    )
