"""Everything that changes people and bodies."""
