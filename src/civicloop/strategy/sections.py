"""Sections that higher rooms add to the page of a challenge or an aim, such as its proposals."""

from civicloop.places.sections import Section, Sections
from civicloop.strategy.models import Aim, Challenge

__all__ = ["Section", "aim_sections_of", "challenge_sections_of", "register", "register_aim"]

_challenge_sections: Sections[Challenge] = Sections()
_aim_sections: Sections[Aim] = Sections()
register = _challenge_sections.register
challenge_sections_of = _challenge_sections.of
register_aim = _aim_sections.register
aim_sections_of = _aim_sections.of
