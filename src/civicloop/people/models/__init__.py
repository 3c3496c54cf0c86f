"""People and public bodies."""

from civicloop.people.models.body import Body, Member
from civicloop.people.models.token import ApiToken
from civicloop.people.models.user import User, UserManager

__all__ = ["ApiToken", "Body", "Member", "User", "UserManager"]
