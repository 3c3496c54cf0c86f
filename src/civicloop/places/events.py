"""What this room tells the rooms above it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlacesChanged:
    """Places or their boundaries were loaded; `codes` are those that changed."""

    codes: tuple[str, ...]
