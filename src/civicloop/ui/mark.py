"""The site's mark: a ring of arcs, one per challenge, closing into a loop. Drawn here, in code."""

from collections.abc import Sequence
from math import cos, pi, sin

OUTER = 12.0
INNER = 6.4


def arc(index: int, count: int) -> str:
    """Return the SVG path of one arc of the ring in a 24 × 24 box, clockwise from the top.

    Shapes: `index` in 0 … count - 1.
    """
    start = 2 * pi * index / count
    end = 2 * pi * (index + 1) / count
    large = int(end - start > pi)
    x1, y1 = _point(OUTER, start)
    x2, y2 = _point(OUTER, end)
    x3, y3 = _point(INNER, end)
    x4, y4 = _point(INNER, start)
    return f"M{x1} {y1}A{OUTER:g} {OUTER:g} 0 {large} 1 {x2} {y2}L{x3} {y3}A{INNER:g} {INNER:g} 0 {large} 0 {x4} {y4}Z"


def svg(colors: Sequence[str]) -> str:
    """Return the mark as a file of its own, in fixed colours, one arc per colour."""
    arcs = "".join(f'<path fill="{color}" d="{arc(n, len(colors))}"/>' for n, color in enumerate(colors))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{arcs}</svg>\n'


def inline(scales: Sequence[str]) -> str:
    """Return the mark for use inside a page, one arc per scale of the theme, so that it follows light and dark."""
    arcs = "".join(f'<path data-color="{scale}" d="{arc(n, len(scales))}"/>' for n, scale in enumerate(scales))
    return f'<svg class="mark" viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">{arcs}</svg>'


def _point(radius: float, angle: float) -> tuple[str, str]:
    return f"{round(12 + radius * sin(angle), 3):g}", f"{round(12 - radius * cos(angle), 3):g}"
