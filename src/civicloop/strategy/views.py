"""Pages of what the region wants."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from civicloop.core.access import public
from civicloop.strategy import lists
from civicloop.strategy.models import Aim, Challenge, Objective
from civicloop.strategy.sections import aim_sections_of, challenge_sections_of


@public
@require_safe
def challenge_list(request: HttpRequest) -> HttpResponse:
    """Show the challenges with the number of their objectives, and the aims."""
    numbers = Objective.objects.numbers()
    challenges = [(challenge, numbers.get(challenge.slug, 0)) for challenge in lists.challenges()]
    return render(request, "strategy/challenge_list.html", {"challenges": challenges, "aims": lists.aims()})


@public
@require_safe
def challenge_show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a challenge: what it is about, its objectives, and what other rooms add."""
    challenge = get_object_or_404(Challenge, slug=slug)
    objectives = list(Objective.objects.of_challenge(slug))
    context = {
        "challenge": challenge,
        "objectives": _with_aims(objectives),
        "sample": any(objective.sample for objective in objectives),
        "sections": challenge_sections_of(challenge, request),
    }
    return render(request, "strategy/challenge_show.html", context)


@public
@require_safe
def aim_show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an aim with the objectives that serve it, by challenge."""
    aim = get_object_or_404(Aim, slug=slug)
    found = list(Objective.objects.serving(slug))
    context = {
        "aim": aim,
        "groups": [
            (challenge, [(one, []) for one in found if one.challenge_id == challenge.slug])
            for challenge in lists.challenges()
            if any(one.challenge_id == challenge.slug for one in found)
        ],
        "sample": any(objective.sample for objective in found),
        "sections": aim_sections_of(aim, request),
    }
    return render(request, "strategy/aim_show.html", context)


def _with_aims(objectives: list[Objective]) -> list[tuple[Objective, list[lists.AimItem]]]:
    return [(one, [aim for slug in one.aims if (aim := lists.aim(slug))]) for one in objectives]
