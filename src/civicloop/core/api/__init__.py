"""What the API's rooms share: problem documents, pages, ETags, safe writes and the OpenAPI text.

The rooms' `api.py` build on this; `civicloop.config.api` puts them together under /api/v1.
"""

from civicloop.core.api.application import CivicAPI, openapi
from civicloop.core.api.pages import (
    LIMIT_MAX,
    Page,
    PageQuery,
    cursor_of,
    next_link,
    page_address,
    read_cursor,
    wrong_cursor,
)
from civicloop.core.api.texts import LanguageTexts
from civicloop.core.api.writes import Answer, write

__all__ = [
    "LIMIT_MAX",
    "Answer",
    "CivicAPI",
    "LanguageTexts",
    "Page",
    "PageQuery",
    "cursor_of",
    "next_link",
    "openapi",
    "page_address",
    "read_cursor",
    "write",
    "wrong_cursor",
]
