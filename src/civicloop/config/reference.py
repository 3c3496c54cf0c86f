"""Reference pages made from the code: settings, commands, roles, data dictionary, API.

`python -m civicloop.config.reference` writes them; with `--check` it only says which ones are stale.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import django
from django.utils import translation
from typer.main import get_command

from civicloop.config import env

FOLDER = env.ROOT / "docs" / "reference"
MADE = "<!-- Made by `python -m civicloop.config.reference`. Do not change it by hand. -->"
REFRESH = "Run: PYTHONPATH=src .venv/bin/python -m civicloop.config.reference"
KINDS = {bool: "yes or no", int: "whole number", Path: "path", list: "list"}  # everything else is text


def pages() -> dict[str, str]:
    """Return every generated page by its file name under docs/reference/."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civicloop.config.settings")
    django.setup()
    with translation.override("en"):
        return {
            "settings.md": settings_page(),
            "commands.md": commands_page(),
            "roles.md": roles_page(),
            "data-dictionary.md": dictionary_page(),
            "api.md": api_page(),
        }


def stale(folder: Path = FOLDER) -> list[str]:
    """Return the names of the pages in a folder that no longer say what the code says, or are missing."""
    return [name for name, text in pages().items() if _read(folder / name) != text]


def write(folder: Path = FOLDER) -> list[str]:
    """Write the pages into a folder; return the names of those that changed."""
    changed = stale(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        if name in changed:
            (folder / name).write_text(text, encoding="utf-8")
    return changed


def settings_page() -> str:
    """Return the page that lists every setting: variable, kind, default, meaning."""
    rows = [
        (f"`CIVICLOOP_{name.upper()}`", _kind(field.annotation), _value(field.default), _cell(field.description or ""))
        for name, field in env.Env.model_fields.items()
    ]
    return _page(
        "Settings",
        "A setting is an environment variable. Civicloop reads them once, at start. A wrong value stops the start "
        "and says which variable to change and how.",
        "Paths that do not begin with `/` start at the folder that holds the `civicloop` script. For yes or no, "
        "write `1` or `0`. Lists have commas between their parts.",
        *_table(("variable", "kind", "default", "what it does"), rows),
        "A region sets other numbers in its pack, for example how many proposals one person may open in 30 days: "
        "see [Make a region pack](../how-to/region-pack.md).",
    )


def commands_page() -> str:
    """Return the page that lists every command with its arguments and options."""
    # Typed as Any: typer brings a private copy of click, whose classes are not for others to name.
    group: Any = get_command(_app())
    return _page(
        "Commands",
        "Every command is a word after `./civicloop`. The script first installs what the command needs and is "
        "missing. `./civicloop COMMAND --help` says the same as this page.",
        *(part for name, command in group.commands.items() for part in _command(name, command)),
    )


def roles_page() -> str:
    """Return the page that explains permissions, and which role carries which."""
    from civicloop.people import access  # noqa: PLC0415 - needs Django set up

    platform, body = access.PLATFORM_PERMISSIONS.items(), access.BODY_PERMISSIONS.items()

    def table(roles: Iterable[tuple[StrEnum, tuple[StrEnum, ...]]]) -> Iterator[str]:
        return _table(
            ("role", "what it is for", "permissions"),
            (
                (f"{access.ROLE_NAMES[role]} (`{role}`)", str(access.ROLE_SENTENCES[role]), _codes(held))
                for role, held in roles
            ),
        )

    permissions = (
        (
            f"`{permission}`",
            str(access.PERMISSION_SENTENCES[permission]),
            ", ".join(str(access.ROLE_NAMES[role]) for role, held in (*platform, *body) if permission in held)
            or "nobody",
        )
        for permission in access.Permission
    )
    return _page(
        "Roles and permissions",
        "A permission is one thing a role allows. A role is a list of permissions. Everybody with an account may "
        "propose, argue and support; that needs no role. A person who is blocked can read, and nothing else.",
        "## Roles on the whole platform",
        "A platform admin gives and takes them.",
        *table(platform),
        "## Roles inside one public body",
        "They count for that body only. A manager of the body gives and takes them; so may a platform admin.",
        *table(body),
        "## Permissions",
        *_table(("permission", "what it allows", "who has it"), permissions),
    )


def dictionary_page() -> str:
    """Return the page that explains every field of every export."""
    from civicloop.core.export import dictionary  # noqa: PLC0415 - needs Django set up

    return _page("Data dictionary", *dictionary.parts())


def api_page() -> str:
    """Return the page that explains every operation of the API."""
    from civicloop.config.api import api  # noqa: PLC0415 - needs Django set up
    from civicloop.core.api import markdown  # noqa: PLC0415 - the same
    from civicloop.core.api.reference import reference  # noqa: PLC0415 - the same
    from civicloop.core.region import pack  # noqa: PLC0415 - the same
    from civicloop.site.data import examples  # noqa: PLC0415 - the same

    return _page("API", *markdown.parts(reference(api.openapi(), "https://region.example", examples(pack()))))


def _app() -> Any:
    from civicloop.config.cli import app  # noqa: PLC0415 - the command line imports what it runs

    return app


def _command(name: str, command: Any) -> Iterator[str]:
    yield f"## {name}"
    yield _cell(command.help or "")
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    words = [one.name.upper() if one.required else f"[{one.name.upper()}]" for one in arguments]
    words += ["[OPTIONS]"] * bool(options) + ["[…]"] * bool(command.context_settings.get("allow_extra_args"))
    yield "```\n" + " ".join(["./civicloop", name, *words]) + "\n```"
    if arguments:
        rows = [(f"`{one.name.upper()}`", _param_kind(one), _cell(one.help or "")) for one in arguments]
        yield from _table(("argument", "kind", "what it is"), rows)
    if options:
        yield from _table(("option", "kind", "default", "what it does"), map(_option, options))
    if name == "import":
        yield from _importers()
    if name == "export":
        yield from _exports()


def _importers() -> Iterator[str]:
    from django.core.management import load_command_class  # noqa: PLC0415 - needs Django set up

    from civicloop.core.importers import importers  # noqa: PLC0415 - the same; rooms register theirs then

    parser = load_command_class("civicloop.core", "import").create_parser("civicloop", "import")
    flags = [one for one in parser._actions if one.dest in {"dry_run", "skip_bad"}]  # noqa: SLF001 - argparse shows them no other way
    yield "Two options for every kind:"
    yield from _table(
        ("option", "what it does"), ((_codes(one.option_strings), _cell(one.help or "")) for one in flags)
    )
    yield "Kinds, and the options of their own:"
    rows = (
        (
            f"`{one.kind}`",
            _cell(one.help),
            "; ".join(f"`--{name}`: {_cell(words)}" for name, words in one.options.items()) or "–",
        )
        for one in importers()
    )
    yield from _table(("kind", "what it imports", "options"), rows)


def _exports() -> Iterator[str]:
    from civicloop.core.export import exports  # noqa: PLC0415 - needs Django set up

    yield "Names, each with every field explained in the [data dictionary](data-dictionary.md):"
    yield from _table(("name", "what is in it"), ((f"`{one.name}`", _cell(str(one.meaning))) for one in exports()))


def _option(option: Any) -> tuple[str, str, str, str]:
    words = f"{option.help or ''} Also `{option.envvar}`." if option.envvar else option.help or ""
    return _codes([*option.opts, *option.secondary_opts]), _param_kind(option), _value(option.default), _cell(words)


def _param_kind(param: Any) -> str:
    return _kind(param.type_descriptor.annotation)


def _kind(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{value}`" for value in get_args(annotation))
    return KINDS.get(get_origin(annotation) or annotation, "text")


def _value(value: Any) -> str:
    if value is None or value == "":
        return "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"`{','.join(value)}`" if isinstance(value, list) else f"`{value}`"


def _codes(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _cell(text: str) -> str:
    # A bar would end the cell; <name> would vanish as an unknown HTML tag.
    return re.sub(r"<([a-z]+)>", r"&lt;\1&gt;", " ".join(text.split()).replace("|", "\\|"))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    lines = [head, ["---"] * len(head), *rows]
    yield "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", MADE, *parts]) + "\n"


def _read(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with --check say which are stale; return the exit code."""
    if "--check" in arguments:
        old = stale()
        if old:
            print(f"Stale in docs/reference: {', '.join(old)}. {REFRESH}", file=sys.stderr)  # noqa: T201 - a command speaks
        return bool(old)
    for name in write():
        print(f"docs/reference/{name} is new.")  # noqa: T201 - a command speaks
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
