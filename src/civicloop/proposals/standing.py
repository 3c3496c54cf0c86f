"""Where a proposal stands in the loop: proposed, supported, under study, a project, a measured result.

This room knows the first two steps. Higher rooms tell the later ones: in `AppConfig.ready` they call
`register(Step.STUDY, source)`, where `source` answers for many proposals at once, so that a list costs one question.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from civicloop.proposals.models import Proposal
from civicloop.ui.formats import number


class Step(StrEnum):
    """A step of the loop, in its order."""

    PROPOSED = "proposed"
    SUPPORTED = "supported"
    STUDY = "study"
    PROJECT = "project"
    RESULT = "result"


NAMES: dict[Step, Promise] = {
    Step.PROPOSED: _("Proposed"),
    Step.SUPPORTED: _("Supported"),
    Step.STUDY: _("Under study"),
    Step.PROJECT: _("Project"),
    Step.RESULT: _("Measured result"),
}


@dataclass(frozen=True, slots=True)
class Reached:
    """That a proposal has reached a step: when, or a few words more."""

    at: datetime | None = None
    note: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """One step as a page shows it; `current` marks the last one reached."""

    step: Step
    name: str | Promise
    reached: Reached | None
    current: bool

    @property
    def label(self) -> str | Promise:
        """Return the step's name, as the loop bar calls it."""
        return self.name

    @property
    def state(self) -> str:
        """Return done, current or next, as the loop bar draws it."""
        if self.current:
            return "current"
        return "done" if self.reached else "next"

    @property
    def at(self) -> datetime | None:
        """Return when the step was reached, where that is known."""
        return self.reached.at if self.reached else None

    @property
    def note(self) -> str | Promise:
        """Return the few words beside the step."""
        return self.reached.note if self.reached else ""


type Source = Callable[[list[Proposal]], Mapping[int, Reached]]

_sources: dict[Step, Source] = {}


def register(step: Step, source: Source) -> None:
    """Let a higher room answer for a step: which of these proposals (by number) have reached it.

    Errors: ValueError for a step of this room's own, or one that another room answers for.
    """
    if step in {Step.PROPOSED, Step.SUPPORTED} or _sources.get(step, source) is not source:
        raise ValueError(f"somebody answers for the step {step} already")
    _sources[step] = source


def loop(proposals: Iterable[Proposal]) -> dict[int, list[Stand]]:
    """Return the five steps of each proposal, by number; one question per registered source, however many proposals."""
    rows = list(proposals)
    answers = {step: source(rows) for step, source in _sources.items()}
    return {row.pk: _stands(row, {step: found.get(row.pk) for step, found in answers.items()}) for row in rows}


def last_steps(proposals: Iterable[Proposal]) -> dict[int, Step]:
    """Return the last step each proposal has reached, by number: all that a list shows of the loop."""
    rows = list(proposals)
    answers = [(step, found) for step in Step if step in _sources and (found := _sources[step](rows))]
    last = {row.pk: Step.SUPPORTED if row.supports else Step.PROPOSED for row in rows}
    for step, found in answers:
        last.update(dict.fromkeys(found, step))
    return last


def _stands(proposal: Proposal, later: Mapping[Step, Reached | None]) -> list[Stand]:
    reached = {Step.PROPOSED: Reached(at=proposal.published_at), Step.SUPPORTED: _supported(proposal), **later}
    last = [step for step in Step if reached.get(step)][-1]
    return [Stand(step, NAMES[step], reached.get(step), current=step is last) for step in Step]


def _supported(proposal: Proposal) -> Reached | None:
    if not proposal.supports:
        return None
    note = ngettext("%(number)s support", "%(number)s supports", proposal.supports)
    return Reached(note=note % {"number": number(proposal.supports)})
