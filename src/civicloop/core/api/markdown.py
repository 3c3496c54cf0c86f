"""The API's reference as Markdown, for docs/reference/api.md."""

from collections.abc import Iterable, Iterator

from civicloop.core.api.problems import PROBLEMS
from civicloop.core.api.reference import Kind, Operation, Reference, Shape, Value
from civicloop.core.api.writes import WRITES_PER_MINUTE

HEAD = f"""\
Every running region shows this page in its own look at `/api/v1/docs`, and the same as OpenAPI 3.1 at
`/api/v1/openapi.json`.

- **Reading** needs no key. **Writing** needs a personal token in the header `Authorization: Bearer civic_…`, made on
  the account's page, or the session of a signed-in page with its form token in `X-CSRFToken`.
- **Lists** come in pages of up to 100 items. `next` is the address of the next page; it is null on the last one. A page
  deep in a list costs no more than the first.
- **Reads** carry an `ETag`. Send it back in `If-None-Match` and get 304 when nothing has changed.
- **A POST with an `Idempotency-Key`** of yours may be sent again when an answer got lost: it happens once, and the
  answer is the same for 24 hours. The key with another request is refused (422). A request that was refused leaves its
  key free.
- **One person** may write {WRITES_PER_MINUTE} times a minute; then comes 429 with `Retry-After`.
- **Texts of the region** come in all languages at once. What people wrote stands in their own language.
- **Errors** are problem documents (RFC 9457): `detail` is the sentence a page would show, in the language of
  `Accept-Language`; `errors` names each field at fault.
- Nothing that moderators have hidden is ever there."""


def parts(reference: Reference) -> Iterator[str]:
    """Yield the page's paragraphs behind its title."""
    yield HEAD
    for subject, operations in reference.subjects.items():
        yield f"## {subject.capitalize()}"
        for operation in operations:
            yield from _operation(operation)
    yield "## Shapes"
    for shape in reference.shapes:
        yield from _shape(shape)
    yield "## Problems"
    yield "The part of a problem's `type` behind the `#`, and what it means."
    yield _table(("problem", "meaning"), ((f"`{name}`", str(meaning)) for name, meaning in PROBLEMS.items()))


def _operation(operation: Operation) -> Iterator[str]:
    yield f"### {operation.summary}"
    yield f"`{operation.method} {operation.path}`" + (" – needs a person" if operation.signed_in else "")
    yield operation.description
    yield f"```bash\n{operation.curl}\n```"
    if operation.values:
        rows = ((f"`{one.name}`", one.place, _kind(one.kind), one.description) for one in operation.values)
        yield _table(("parameter", "stands in", "type", "meaning"), rows)
    if operation.body:
        yield f"Body: {_kind(operation.body)}."
    answers = (answer for answer in operation.answers if answer.status.startswith("2"))
    yield "Answers: " + "; ".join(f"{one.status} {_kind(one.kind)}".strip() for one in answers) + "."


def _shape(shape: Shape) -> Iterator[str]:
    yield f"### {shape.name}"
    if shape.description:
        yield shape.description
    yield _table(("field", "type", "meaning"), (_field(value) for value in shape.values))


def _field(value: Value) -> tuple[str, str, str]:
    return f"`{value.name}`", _kind(value.kind), value.description or "–"


def _kind(kind: Kind) -> str:
    if not kind.shape:
        return kind.words.replace("|", "or")
    anchor = kind.shape.lower().replace(" ", "-")
    return kind.words.replace(kind.shape, f"[{kind.shape}](#{anchor})")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
