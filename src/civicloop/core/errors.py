"""The one small family of errors that page, API and command line turn into the same sentence."""

from collections.abc import Mapping


class CivicError(Exception):
    """Something a person asked for cannot be done; the message is the sentence they read.

    Shapes: `field` names the form or API field at fault, if there is one.
    """

    status = 400
    code = "error"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)

    def problem(self) -> Mapping[str, object]:
        """Return the error as an RFC 9457 problem document."""
        problem: dict[str, object] = {
            "type": f"/api/v1/problems#{self.code}",
            "title": self.code.replace("-", " ").capitalize(),
            "status": self.status,
            "detail": str(self.message),
        }
        if self.field:
            problem["errors"] = [{"field": self.field, "message": str(self.message)}]
        return problem


class Invalid(CivicError):
    """What was sent does not fit; the sentence says where and how to mend it."""

    status = 422
    code = "invalid"


class Forbidden(CivicError):
    """The person may not do it (permission: who)."""

    status = 403
    code = "forbidden"


class Conflict(CivicError):
    """It does not fit what stands already, for example a second copy."""

    status = 409
    code = "conflict"


class NotYet(CivicError):
    """It may not be done now (policy: when)."""

    status = 409
    code = "not-now"


class TooMany(CivicError):
    """Too often in too short a time."""

    status = 429
    code = "too-many"


class Unavailable(CivicError):
    """The region cannot record anything right now; nothing was stored."""

    status = 503
    code = "unavailable"
