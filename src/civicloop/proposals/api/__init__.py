"""The API's side of proposals and arguments; all it writes goes through the same actions as the pages."""

from civicloop.proposals.api import listing, read, write
from civicloop.proposals.api.routes import router

__all__ = ["listing", "read", "router", "write"]
