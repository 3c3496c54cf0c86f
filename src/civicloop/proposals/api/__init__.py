"""The API's side of proposals and arguments; all it writes goes through the same actions as the pages."""

from civicloop.proposals.api import read, write
from civicloop.proposals.api.routes import router

__all__ = ["read", "router", "write"]
