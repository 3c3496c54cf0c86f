"""The one router of this room: an address that is read and written belongs to one router."""

from ninja import Router

router = Router()
