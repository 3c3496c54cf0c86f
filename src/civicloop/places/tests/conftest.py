"""What the tests of places share."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from civicloop.places.memory import forget_all

REAL = Path(__file__).resolve().parents[5] / "shared/data/city/boundaries"


@pytest.fixture(autouse=True)
def fresh_memory() -> Iterator[None]:
    """These tests change places, which processes remember, and read them in English unless they say otherwise."""
    forget_all()
    with translation.override("en"):
        yield
    forget_all()


@pytest.fixture
def real_file() -> Callable[[str], Path]:
    """A real file of borders beside the project, or a skip that says where it should be."""

    def find(name: str) -> Path:
        if not (REAL / name).exists():
            pytest.skip(f"The real borders are not here; put {name} into {REAL} to run this test.")
        return REAL / name

    return find


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write GeoJSON (or any text) to a file: `write([feature, …])`."""

    def to_file(content: Any, **members: Any) -> Path:
        file = tmp_path / "borders.geojson"
        if isinstance(content, list):
            content = json.dumps({"type": "FeatureCollection", "features": content} | members)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return to_file


def square(code: object, x: float = 4.3, y: float = 50.8, size: float = 0.02, **properties: Any) -> dict[str, Any]:
    """Return a square feature with its lower left corner at (x, y)."""
    ring = [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"code": code} | properties, "geometry": geometry}
