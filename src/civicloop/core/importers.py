"""Importers by kind: each room registers its own, `civicloop import KIND PATH` runs them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from civicloop.core.errors import Invalid

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file that was not taken over: where it stands and why."""

    where: str
    cause: str


@dataclass(slots=True)
class ImportReport:
    """What an import did; a refused row undoes the whole import, a skipped one is only told."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[Row] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lenient: bool = False  # bad rows are skipped instead of refused: whoever imports has said so
    # How a long import shows its progress; the command line puts a bar here.
    watch: Callable[[Iterable[object], int | None], Iterator[object]] = lambda rows, _total: iter(rows)

    def count(self, *, created: bool, changed: bool = True) -> None:
        """Count one row as created, updated or unchanged."""
        if created:
            self.created += 1
        elif changed:
            self.updated += 1
        else:
            self.unchanged += 1

    def skip(self, where: object, cause: str) -> None:
        """Leave a row out, with its line (or place in the file) and the cause; the others stay."""
        self.skipped.append(Row(str(where), cause))

    def refuse(self, where: object, cause: str) -> None:
        """Refuse a row, with its line (or place in the file) and the cause: nothing of the file is kept then.

        A lenient report skips it instead.
        """
        (self.skipped if self.lenient else self.refused).append(Row(str(where), cause))

    def follow[R](self, rows: Iterable[R], total: int | None = None) -> Iterator[R]:
        """Return the same rows, showing progress on the way where somebody watches."""
        return self.watch(rows, total)  # type: ignore[return-value]  # a bar hands on what it was given


type Run = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Importer:
    """How one kind of data is imported; `options` are words it takes beside the path, with their help."""

    kind: str
    run: Run
    help: str
    options: Mapping[str, str]


_importers: dict[str, Importer] = {}


def register(kind: str, run: Run, help: str, options: Mapping[str, str] | None = None) -> None:  # noqa: A002 - argparse's word
    """Make a kind importable; done once, in AppConfig.ready().

    Shapes: `run(path, report)`; each option given on the command line arrives as a keyword argument.
    Errors: ValueError when another importer has the kind already.
    """
    if kind in _importers and _importers[kind].run is not run:
        raise ValueError(f"two importers call themselves {kind!r}")
    _importers[kind] = Importer(kind, run, help, options or {})


def importers() -> tuple[Importer, ...]:
    """Return every registered importer, by kind."""
    return tuple(_importers[kind] for kind in sorted(_importers))


def importer(kind: str) -> Importer:
    """Return the importer of a kind.

    Errors: Invalid naming the kinds there are.
    """
    if kind not in _importers:
        raise Invalid(f"Nothing imports “{kind}”. Use one of: {', '.join(sorted(_importers))}.")
    return _importers[kind]


def read_text(path: Path, *, limit: int = 64 * MEGABYTE) -> str:
    """Return a file's text, UTF-8 with or without a byte order mark.

    Errors: Invalid when the file is missing, a folder, unreadable, larger than `limit` bytes or no UTF-8.
    """
    if not path.exists():
        raise Invalid(f"{path}: there is no such file. Check the spelling of its name.")
    if path.is_dir():
        raise Invalid(f"{path}: this is a folder. Name the file in it.")
    try:
        if path.stat().st_size > limit:
            size = f"{path.stat().st_size / MEGABYTE:.0f} MB; at most {limit // MEGABYTE} MB can be imported"
            raise Invalid(f"{path.name}: the file has {size}. Split it, or leave out what is not needed.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(
            f"{path.name}, byte {error.start}: the text is not UTF-8. Save it again with the encoding UTF-8."
        ) from error
    except OSError as error:
        raise Invalid(f"{path.name}: the file cannot be read ({error.strerror}). Check who may read it.") from error
