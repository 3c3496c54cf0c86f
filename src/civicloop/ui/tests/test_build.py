import gzip
import json
import re
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicloop.ui import mark
from civicloop.ui.build import build, minify

ROOT = Path(__file__).parents[4]
PACK = ROOT / "regions/brussels"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("root")
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copy(ROOT / "package-lock.json", root)
    assert build(region_pack=PACK, root=root)
    return root


def _gzipped(*files):
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)


def test_a_second_run_does_nothing_and_costs_nothing(built):
    begin = time.perf_counter()
    assert not build(region_pack=PACK, root=built)
    assert time.perf_counter() - begin < 1  # 10 ms on a quiet machine


def test_the_budgets_hold(built):
    static = built / "build/static"
    ui = ROOT / "src/civicloop/ui/static/ui"
    assert _gzipped(static / "site.css") <= 30_000
    assert _gzipped(static / "htmx.min.js", ui / "forms.js", ui / "page.js") <= 20_000
    assert (static / "fonts/inter-latin.woff2").stat().st_size <= 60_000


def test_every_address_in_the_style_sheets_exists(built):
    static = built / "build/static"
    for sheet in (static / "site.css", static / "leaflet/leaflet.css"):
        for address in re.findall(r"url\((?![\"']?(?:data:|#))[\"']?([^)\"']+)", sheet.read_text()):
            assert (sheet.parent / address).is_file(), address


def test_no_script_names_a_file_that_is_not_served(built):
    for script in (built / "build/static").rglob("*.js"):
        assert "sourceMappingURL" not in script.read_text()


def test_layers_stand_in_order_and_colours_come_from_the_pack(built):
    css = (built / "build/static/site.css").read_text()
    assert css.startswith("@layer ds.theme, ds.base, ds.components, civic;")
    config = json.loads((PACK / "designsystemet.config.json").read_text())
    for name in next(iter(config["themes"].values()))["colors"]["main"]:
        assert f'[data-color="{name}"]' in css
    assert css.count("{") == css.count("}")
    colors = json.loads((built / "build/theme/colors.json").read_text())
    assert colors["light"] != colors["dark"]


def test_a_region_with_other_colours_gets_its_own_mark(built, tmp_path):
    other = tmp_path / "pack"
    other.mkdir()
    config = json.loads((PACK / "designsystemet.config.json").read_text())
    theme = next(iter(config["themes"].values()))
    theme["colors"]["main"] = {"accent": "#0b5d3b", "water": "#0a6ebd", "air": "#5b3fa8", "land": "#8a5a00"}
    (other / "designsystemet.config.json").write_text(json.dumps(config))
    assert build(region_pack=other, root=built)
    assert (built / "build/static/icons/mark.svg").read_text().count("<path") == 3
    assert '[data-color="water"]' in (built / "build/static/site.css").read_text()
    assert build(region_pack=PACK, root=built)


@given(st.text(st.sampled_from("ab{}:; \n\t,>+~()#.\"'/*\\")))
def test_minifying_twice_is_minifying_once(css):
    once = minify(css)
    assert len(once) <= len(css)
    assert minify(once) == once or '"' in css or "'" in css or "/*" in css


def test_minifying_keeps_strings_and_addresses():
    css = 'a::before { content: "a  ;  }";  /* gone */ background: url( x y.png ) ; }\n'
    assert minify(css) == 'a::before{content: "a  ;  }"; background: url( x y.png )}'


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_the_ring_is_closed(count):
    starts = [re.match(r"M(\S+ \S+)A", mark.arc(n, count))[1] for n in range(count)]
    ends = [re.match(r"M\S+ \S+A12 12 0 \d 1 (\S+ \S+)L", mark.arc(n, count))[1] for n in range(count)]
    assert starts[1:] + starts[:1] == ends
