"""Turn a row into what the room stores, or say why it cannot be."""

import re
from collections.abc import Mapping as Map

from civicloop.core.region import pack
from civicloop.places import tree
from civicloop.proposals import domain
from civicloop.proposals.domain import NewProposal, NewRemark, Side, State
from civicloop.proposals.importing import cells
from civicloop.proposals.importing.cells import BadRowError, said
from civicloop.proposals.importing.mapping import Mapping, Rule
from civicloop.proposals.importing.reading import Line
from civicloop.proposals.language import detect
from civicloop.strategy import lists

ID_MAX, NAME_MAX, URL_MAX, REMARK_MAX = 60, 100, 300, 5000  # as wide as the columns they go to
REGION = "region"  # a word for the whole region in place of a code
SEPARATORS = re.compile(r"[|,;]")
TITLE_WEIGHT = 3  # a title says what a text is about better than the text


def to_proposal(line: Line, mapping: Mapping) -> NewProposal:
    """Return a row as a proposal.

    Errors: BadRowError.
    """
    title = cells.short("title", mapping, line, domain.TITLE_MAX)
    text = cells.text("text", mapping, line, domain.TEXT_MAX)
    return NewProposal(
        title=title,
        text=text,
        language=_language(mapping, line, f"{title}\n{text}"),
        challenge=_challenge(mapping, line, title, text),
        aims=_aims(mapping, line),
        place=_place(mapping, line),
        where=cells.short("where", mapping, line, domain.WHERE_MAX, empty=True),
        point=_point(mapping, line),
        author_name=cells.short("author", mapping, line, NAME_MAX, empty=True),
        published_at=cells.moment("date", mapping, line),
        state=cells.choice("state", mapping, line, list(State), State.OPEN),
        supports=cells.count("supports", mapping, line),
        source=mapping.source,
        source_id=cells.short("id", mapping, line, ID_MAX),
        source_url=_url(mapping, line),
    )


def to_remark(line: Line, mapping: Mapping) -> NewRemark:
    """Return a row as a remark of a discussion.

    Errors: BadRowError.
    """
    text = cells.text("text", mapping, line, REMARK_MAX)
    return NewRemark(
        source=mapping.source,
        source_id=cells.short("id", mapping, line, ID_MAX),
        proposal=cells.short("proposal", mapping, line, ID_MAX),
        answers=cells.short("answers", mapping, line, ID_MAX, empty=True),
        side=cells.choice("side", mapping, line, list(Side), Side.REMARK),
        text=text,
        language=_language(mapping, line, text),
        author_name=cells.short("author", mapping, line, NAME_MAX, empty=True),
        at=cells.moment("date", mapping, line),
        helpful=cells.count("helpful", mapping, line),
        unhelpful=cells.count("unhelpful", mapping, line),
    )


def _language(mapping: Mapping, line: Line, text: str) -> str:
    rule = mapping["language"]
    languages = pack().content_languages
    if rule.detect:
        return detect(text, otherwise=rule.default or languages[0])
    found = cells.value("language", mapping, line).lower()
    if found not in languages:
        known = ", ".join(languages)
        raise BadRowError(f"{said('language', rule)}: “{found[:20]}” is not one of the region's languages: {known}.")
    return found


def _challenge(mapping: Mapping, line: Line, title: str, text: str) -> str:
    rule = mapping["challenge"]
    found = by_keywords(rule, title, text) if rule.keywords else cells.value("challenge", mapping, line)
    if lists.challenge(found) is None:
        known = ", ".join(one.slug for one in lists.challenges())
        raise BadRowError(f"{said('challenge', rule)}: “{found[:60]}” is not a challenge. There are: {known}.")
    return found


def by_keywords(rule: Rule, title: str, text: str) -> str:
    """Return the answer whose words begin most words of a text, those of the title counting threefold.

    The first of the mapping wins a draw; without any match it is the rule's default.
    """
    title_words, text_words = domain.normalise(title).split(), domain.normalise(text).split()

    def score(answer: str) -> int:
        stems = tuple(domain.normalise(word) for word in (rule.keywords or {})[answer])
        in_title = sum(word.startswith(stems) for word in title_words)
        return TITLE_WEIGHT * in_title + sum(word.startswith(stems) for word in text_words)

    scores = {answer: score(answer) for answer in rule.keywords or {}}
    best = max(scores, key=lambda answer: scores[answer], default="")
    return best if scores.get(best) else rule.default or ""


def _aims(mapping: Mapping, line: Line) -> tuple[str, ...]:
    found = tuple(part.strip() for part in SEPARATORS.split(cells.value("aims", mapping, line)) if part.strip())
    for aim in found:
        if lists.aim(aim) is None:
            known = ", ".join(one.slug for one in lists.aims())
            raise BadRowError(f"{said('aims', mapping['aims'])}: “{aim[:60]}” is not an aim. There are: {known}.")
    return tuple(dict.fromkeys(found))


def _place(mapping: Mapping, line: Line) -> str:
    found = cells.value("place", mapping, line).strip()
    places = _places()
    code = places.get(found) or places.get(domain.normalise(found))
    if code is None:
        rule = mapping["place"]
        raise BadRowError(f"{said('place', rule)}: “{found[:60]}” is no code or name of a place of this region.")
    return code


def _places() -> Map[str, str]:
    """Return what a file may call each place: its code first, then its slug and its names without case and accents."""
    names: dict[str, str] = {}
    for node in tree.nodes():
        for name in (node.slug, *(domain.normalise(text.text) for text in node.name.values())):
            names.setdefault(name, node.code)
    names |= {node.code: node.code for node in tree.nodes()}
    if root := tree.root():
        names[REGION] = root.code
    return names


def _point(mapping: Mapping, line: Line) -> tuple[float, float] | None:
    latitude = cells.degrees("latitude", mapping, line, 90)
    longitude = cells.degrees("longitude", mapping, line, 180)
    if (latitude is None) != (longitude is None):
        raise BadRowError("There is one of latitude and longitude only; give both or neither.")
    return None if latitude is None or longitude is None else (latitude, longitude)


def _url(mapping: Mapping, line: Line) -> str:
    url = cells.short("url", mapping, line, URL_MAX, empty=True)
    if url and not url.startswith(("https://", "http://")):
        raise BadRowError(f"{said('url', mapping['url'])}: “{url[:60]}” does not begin with https://.")
    return url
