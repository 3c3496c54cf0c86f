"""Where a page of a list begins: behind a sort value and a number, opaque and signed: nobody can make one up."""

import base64
import binascii
import struct
from dataclasses import dataclass
from typing import Self

from django.utils.crypto import constant_time_compare, salted_hmac

LAYOUT = struct.Struct(">qqI")
SIGNATURE_BYTES = 6
TEXT_LENGTH = (LAYOUT.size + SIGNATURE_BYTES) * 4 // 3 + 1
PAGE_MAX = 2**32 - 1  # as the layout can count


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a sorted list: the row with this sort value and number; `backward` asks for what stands before it.

    `page` counts the pages: which one begins here. It spares a page reached backwards from asking what stands before.
    """

    value: int
    number: int
    backward: bool = False
    page: int = 2

    def to_text(self, sort: str) -> str:
        """Return the cursor for an address, base64url; it fits one sort and one direction only."""
        body = LAYOUT.pack(self.value, self.number, self.page)
        return base64.urlsafe_b64encode(body + _signature(body, sort, self.backward)).decode().rstrip("=")

    @classmethod
    def from_text(cls, text: str, sort: str, *, backward: bool) -> Self | None:
        """Return the cursor in an address, or None when it is not one of ours for this sort and direction."""
        if len(text) > TEXT_LENGTH or not text.isascii() or "/" in text or "+" in text:
            return None
        try:
            data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        body, signature = data[: LAYOUT.size], data[LAYOUT.size :]
        if len(data) != LAYOUT.size + SIGNATURE_BYTES:
            return None
        if not constant_time_compare(signature, _signature(body, sort, backward)):
            return None
        value, number, page = LAYOUT.unpack(body)
        return cls(value, number, backward, page)


def _signature(body: bytes, sort: str, backward: bool) -> bytes:  # noqa: FBT001 - one of the three things signed
    return salted_hmac(f"civicloop.cursor.{sort}.{backward:d}", body.hex(), algorithm="sha256").digest()[
        :SIGNATURE_BYTES
    ]
