"""The importers: a CSV with a mapping, and the folder of Decide Madrid."""

from collections.abc import Callable
from pathlib import Path

from civicloop.core import importers
from civicloop.core.errors import Invalid
from civicloop.core.importers import ImportReport
from civicloop.proposals.actions.imported import store_proposals, store_remarks
from civicloop.proposals.domain import NewRemark
from civicloop.proposals.importing.cells import BadRowError
from civicloop.proposals.importing.convert import to_proposal, to_remark
from civicloop.proposals.importing.mapping import Mapping, read_mapping
from civicloop.proposals.importing.reading import Line, read_lines

DECIDE_MADRID = Path(__file__).with_name("decide_madrid.toml")


def register_importers() -> None:
    """Make proposals importable: `civicloop import proposals` and `civicloop import decide-madrid`."""
    importers.register(
        "proposals",
        import_proposals,
        "Proposals from a CSV file.",
        {"mapping": "TOML file that says which column is which (see docs/how-to/import.md)."},
    )
    importers.register("decide-madrid", import_decide_madrid, "A folder with Decide Madrid’s proposals and comments.")


def import_proposals(file: Path, report: ImportReport, *, mapping: str = "") -> None:
    """Import the proposals of a CSV file as a mapping says; remarks of the mapping's own table come from no file here.

    Errors: Invalid for a file or mapping that is no use as a whole; a bad row is refused in the report.
    """
    if not mapping:
        raise Invalid("Say which column is which: --mapping FILE.toml. docs/how-to/import.md shows one.")
    rules = read_mapping(Path(mapping))
    rows = _converted(file, rules, to_proposal, report)
    if not report.refused:
        store_proposals(rows=[row for _, row in rows], report=report)


def import_decide_madrid(folder: Path, report: ImportReport) -> None:
    """Import proposals.csv and comments.csv of Decide Madrid: proposals, and their discussion as remarks.

    Errors: Invalid when a file is missing or no use as a whole; a bad row is refused in the report.
    """
    if not folder.is_dir():
        raise Invalid(f"{folder}: this is not a folder. Name the folder that holds proposals.csv and comments.csv.")
    proposals = _converted(folder / "proposals.csv", read_mapping(DECIDE_MADRID), to_proposal, report)
    comments = folder / "comments.csv"
    remarks = _converted(comments, read_mapping(DECIDE_MADRID, "remark"), to_remark, report)
    known = {row.source_id for _, row in proposals}
    found: list[NewRemark] = []
    for number, row in remarks:
        if row.proposal in known:
            found.append(row)
        else:
            where = f"{comments.name}, line {number}"
            report.refuse(where, f"It belongs to proposal {row.proposal}, which proposals.csv does not hold.")
    if report.refused:
        return
    store_proposals(rows=[row for _, row in proposals], report=report)
    lost = store_remarks(rows=found, report=report)
    if lost:
        report.notes.append(f"{lost:,} comments answer one that the file does not hold; they stand by themselves.")


def _converted[R](
    file: Path, mapping: Mapping, convert: Callable[[Line, Mapping], R], report: ImportReport
) -> list[tuple[int, R]]:
    """Return the rows that can be taken over, with their lines; others are refused, and so is an id's second row."""
    lines = read_lines(file, mapping.columns, report, delimiter=mapping.delimiter, encoding=mapping.encoding)
    rows: list[tuple[int, R]] = []
    first: dict[str, int] = {}
    for line in report.follow(lines, len(lines)):
        where = f"{file.name}, line {line.number}"
        try:
            row = convert(line, mapping)
        except BadRowError as error:
            report.refuse(where, str(error))
            continue
        name: str = row.source_id  # type: ignore[attr-defined]  # proposals and remarks both have it
        if name in first:
            report.refuse(where, f"It has the same id as line {first[name]}: {name}.")
            continue
        first[name] = line.number
        rows.append((line.number, row))
    return rows
