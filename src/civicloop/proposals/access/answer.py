"""Turn a check that raises into an answer."""

from collections.abc import Callable

from civicloop.core.errors import CivicError


def allows[**P](check: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> bool:
    """Return whether a check passes without a word."""
    try:
        check(*args, **kwargs)
    except CivicError:
        return False
    return True
