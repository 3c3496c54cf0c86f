"""A test client that inspects every page it fetches."""

import re
from collections import Counter
from typing import Any, cast
from xml.etree.ElementTree import Element

import html5lib
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

QUERY_LIMIT = 14
X = "{http://www.w3.org/1999/xhtml}"
LABELLED = {"input", "select", "textarea"}
UNLABELLED_TYPES = {"hidden", "submit", "button", "image", "reset"}


class InspectingClient(Client):
    """Django's client, which fails a test whose page is not sound: see `inspect`."""

    query_limit = QUERY_LIMIT

    def request(self, **request: Any) -> Any:
        """Send a request and inspect the answer."""
        with CaptureQueriesContext(connection) as queries:
            response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming and response.content:
            inspect(cast("HttpResponse", response), fragment=bool(request.get("HTTP_HX_REQUEST")))
            method = request.get("REQUEST_METHOD", "GET")
            if method == "GET" and len(queries) > self.query_limit:
                listing = "\n".join(query["sql"][:160] for query in queries.captured_queries)
                raise AssertionError(f"{request['PATH_INFO']}: {len(queries)} queries\n{listing}")
        return response


def inspect(response: HttpResponse, *, fragment: bool = False) -> None:
    """Raise AssertionError when a page is invalid HTML or breaks a rule of the house."""
    html = response.content.decode()
    parser = html5lib.HTMLParser(strict=False)
    document = parser.parseFragment(html) if fragment else parser.parse(html)
    problems = [f"line {line[0]}: {code} {data}" for line, code, data in parser.errors]
    elements = [element for element in document.iter() if isinstance(element.tag, str)]
    problems += _ids(elements) + _labels(elements) + _inline(elements) + _attributes(elements)
    if not fragment:
        problems += _heading(elements) + _policy(response)
    if problems:
        raise AssertionError("The page is not sound:\n  " + "\n  ".join(problems[:10]))


def _name(element: Element) -> str:
    return element.tag.removeprefix(X)


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _heading(elements: list[Element]) -> list[str]:
    headings = [_text(element) for element in elements if _name(element) == "h1"]
    titles = [_text(element) for element in elements if _name(element) == "title" and element.tag.startswith(X)]
    problems = [] if len(headings) == 1 else [f"{len(headings)} h1, one is wanted: {headings}"]
    if not titles or not titles[0]:
        problems.append("no title")
    elif headings and not titles[0].startswith(headings[0][:40]):
        problems.append(f"title “{titles[0]}” does not begin with the h1 “{headings[0]}”")
    html = next((element for element in elements if _name(element) == "html"), None)
    if html is None or not html.get("lang"):
        problems.append("html has no lang")
    return problems


def _ids(elements: list[Element]) -> list[str]:
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    problems = [f"id “{name}” stands {count} times" for name, count in ids.items() if count > 1]
    for element in elements:
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            missing = [target for target in (element.get(attribute) or "").split() if target not in ids]
            problems += [f"{attribute}=“{target}” on {_name(element)} points nowhere" for target in missing]
    return problems


def _labels(elements: list[Element]) -> list[str]:
    labels = {element.get("for") for element in elements if _name(element) == "label"}
    wrapped = {id(inner) for element in elements if _name(element) == "label" for inner in element.iter()}
    problems = []
    for element in elements:
        if _name(element) not in LABELLED or element.get("type") in UNLABELLED_TYPES:
            continue
        named = element.get("aria-label") or element.get("aria-labelledby") or element.get("id") in labels
        if not named and id(element) not in wrapped:
            problems.append(f"{_name(element)} name=“{element.get('name')}” has no label")
    for element in elements:
        if _name(element) in {"a", "button"} and not _text(element) and not element.get("aria-label"):
            problems.append(f"{_name(element)} {element.get('href') or ''} has no words")
        if _name(element) == "img" and element.get("alt") is None:
            problems.append(f"img {element.get('src')} has no alt")
    return problems


def _inline(elements: list[Element]) -> list[str]:
    problems = []
    for element in elements:
        kind = element.get("type") or ""
        if _name(element) == "script" and not element.get("src") and "json" not in kind:
            problems.append("an inline script; the policy forbids it")
        if _name(element) == "style" or element.get("style") is not None:
            problems.append(f"an inline style on {_name(element)}; the policy forbids it")
        problems += [f"{name} on {_name(element)}" for name in element.attrib if re.fullmatch(r"on[a-z]+", name)]
    return problems


def _attributes(elements: list[Element]) -> list[str]:
    problems = []
    for element in elements:
        for attribute in ("src", "href", "action"):
            value = element.get(attribute) or ""
            if attribute != "href" and value.startswith(("http://", "https://", "//")) and "testserver" not in value:
                problems.append(f"{_name(element)} {attribute}={value} asks a third party")
            if value.startswith("javascript:"):
                problems.append(f"{_name(element)} {attribute} runs script")
        if (
            _name(element) == "link"
            and (element.get("href") or "").startswith("http")
            and element.get("rel") == "stylesheet"
        ):
            problems.append("a style sheet of a third party")
    return problems


def _policy(response: HttpResponse) -> list[str]:
    policy = response.get("Content-Security-Policy", "")
    script = next((part for part in policy.split(";") if part.strip().startswith("script-src")), "")
    if not script or "unsafe" in script:
        return [f"no strict script-src in the content security policy: {policy!r}"]
    return []
