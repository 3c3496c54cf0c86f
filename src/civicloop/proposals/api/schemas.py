"""What the API says about proposals and arguments, and what it takes."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.conf import settings
from ninja import Schema
from pydantic import ConfigDict, Field

from civicloop.core.api import page_address
from civicloop.proposals import domain
from civicloop.proposals.models import Argument, Proposal

Slug = Annotated[str, Field(description="Its slug.")]
AUTHOR_NAME = "The name the page shows; null where the author shows none or has left."


class PhotoOut(Schema):
    """A photo."""

    url: str
    alt: str
    width: int | None
    height: int | None


class SourceOut(Schema):
    """Where something was imported from."""

    name: str
    id: str
    url: str = ""


class ProposalOut(Schema):
    """A proposal as lists show it."""

    number: int
    title: str
    summary: Annotated[str, Field(description="The first words of its text, plain.")]
    language: Annotated[str, Field(description="Language of title and text (ISO 639-1).")]
    challenge: Slug
    aims: list[str]
    place: Annotated[str, Field(description="Statistical code of the place it is about.")]
    where: Annotated[str, Field(description="Where exactly, in words.")]
    latitude: float | None
    longitude: float | None
    state: Annotated[str, Field(description="open, withdrawn or archived.")]
    author_name: Annotated[str | None, Field(description=AUTHOR_NAME)]
    published_at: datetime
    edited_at: datetime | None
    supports: int
    arguments: Annotated[int, Field(description="How many visible arguments and remarks it has.")]
    photo: PhotoOut | None
    source: SourceOut | None
    sample: Annotated[bool, Field(description="Invented for a demonstration.")]
    page: Annotated[str, Field(description="Address of its page.")]


class AdditionOut(Schema):
    """What an author added after the edit window."""

    text: str
    at: datetime


class ProposalWhole(ProposalOut):
    """A proposal with its text."""

    text: Annotated[str, Field(description="Its text, in Markdown.")]
    additions: list[AdditionOut]


class ArgumentOut(Schema):
    """An argument, or a remark of an imported discussion."""

    number: int
    proposal: Annotated[int, Field(description="Number of its proposal.")]
    side: Annotated[str, Field(description="for, against or remark.")]
    text: str
    language: str
    at: datetime
    author_name: Annotated[str | None, Field(description=AUTHOR_NAME)]
    helpful: Annotated[int, Field(description="How many people find it helpful.")]
    answers_to: Annotated[int | None, Field(description="Number of the remark it answers, in imported discussions.")]
    source: SourceOut | None
    sample: bool


class ProposalIn(Schema):
    """A new proposal. What a title or a text must be is said by the same sentences as on the page."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(description=f"{domain.TITLE_MIN} to {domain.TITLE_MAX} characters.")]
    text: Annotated[str, Field(description=f"{domain.TEXT_MIN} to {domain.TEXT_MAX} characters of Markdown.")]
    challenge: Annotated[str, Field(description="Slug of a challenge.")]
    place: Annotated[str, Field(description="Statistical code of a place.")]
    aims: Annotated[list[str], Field(description="Slugs of aims.", max_length=20)] = []
    where: Annotated[str, Field(description="Where exactly, in words.")] = ""
    latitude: Annotated[float | None, Field(ge=-90, le=90, allow_inf_nan=False)] = None
    longitude: Annotated[float | None, Field(ge=-180, le=180, allow_inf_nan=False)] = None
    language: Annotated[str, Field(description="Language of title and text; guessed when left out.")] = ""


class ArgumentIn(Schema):
    """A new argument."""

    model_config = ConfigDict(extra="forbid")

    side: Literal["for", "against"]
    text: Annotated[str, Field(description=f"{domain.ARGUMENT_MIN} to {domain.ARGUMENT_MAX} characters.")]
    language: Annotated[str, Field(description="Language of the text; guessed when left out.")] = ""


class SupportOut(Schema):
    """Whether the person asking supports a proposal, and how many do."""

    supported: bool
    supports: int


class HelpfulOut(Schema):
    """Whether the person asking finds an argument helpful, and how many do."""

    marked: bool
    helpful: int


def proposal_out(proposal: Proposal) -> ProposalOut:
    """Return a proposal as lists show it; its author must be loaded."""
    return ProposalOut(**_proposal(proposal))


def proposal_whole(proposal: Proposal) -> ProposalWhole:
    """Return a proposal with its text and additions; its author must be loaded."""
    additions = [AdditionOut(text=one.text, at=one.at) for one in proposal.additions.all()]
    return ProposalWhole(**_proposal(proposal), text=proposal.text, additions=additions)


def argument_out(argument: Argument) -> ArgumentOut:
    """Return an argument; its author must be loaded."""
    return ArgumentOut(
        number=argument.pk,
        proposal=argument.proposal_id,
        side=argument.side,
        text=argument.text,
        language=argument.language,
        at=argument.at,
        author_name=_author_name(argument),
        helpful=argument.helpful,
        answers_to=argument.answers_to_id,
        source=SourceOut(name=argument.source, id=argument.source_id) if argument.source else None,
        sample=argument.sample,
    )


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "number": proposal.pk,
        "title": proposal.title,
        "summary": proposal.summary,
        "language": proposal.language,
        "challenge": proposal.challenge_id,
        "aims": proposal.aims,
        "place": proposal.place_id,
        "where": proposal.where,
        "latitude": proposal.latitude,
        "longitude": proposal.longitude,
        "state": proposal.state,
        "author_name": _author_name(proposal),
        "published_at": proposal.published_at,
        "edited_at": proposal.edited_at,
        "supports": proposal.supports,
        "arguments": proposal.arguments,
        "photo": _photo(proposal),
        "source": _source(proposal),
        "sample": proposal.sample,
        "page": page_address("proposals:proposal-show", proposal.pk, language=proposal.language),
    }


def _author_name(subject: Proposal | Argument) -> str | None:
    if subject.author is None:
        return subject.author_name or None
    return None if subject.author.erased_at else subject.author.display_name or None


def _photo(proposal: Proposal) -> PhotoOut | None:
    if not proposal.photo:
        return None
    return PhotoOut(
        url=settings.BASE_URL + proposal.photo.url,
        alt=proposal.photo_alt,
        width=proposal.photo_width,
        height=proposal.photo_height,
    )


def _source(proposal: Proposal) -> SourceOut | None:
    if not proposal.source:
        return None
    return SourceOut(name=proposal.source, id=proposal.source_id, url=proposal.source_url)
