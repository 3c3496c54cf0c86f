"""What this room tells the rooms above it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StrategyChanged:
    """The challenges, aims or objectives were loaded anew."""
