"""Civicloop: a civic platform that closes the loop from voice to measured result."""

__version__ = "0.1.0"
