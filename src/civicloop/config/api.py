"""The API, put together from what each room gives."""

from civicloop.core.api import CivicAPI
from civicloop.core.api import exports as exports_api
from civicloop.people import api as people_api
from civicloop.places import api as places_api
from civicloop.proposals import api as proposals_api
from civicloop.strategy import api as strategy_api

DESCRIPTION = """\
Everything a visitor may read, as JSON, without a key; and what a person may do, with a session or a personal token.
Reads carry an ETag. Lists come in pages: follow `next`. Errors are problem documents (RFC 9457) with the sentence a
page would show, in the language of `Accept-Language`."""

api = CivicAPI(base="/api/v1/", title="Civicloop", version="1", description=DESCRIPTION)
api.add_router("", proposals_api.router)
api.add_router("/places", places_api.router)
api.add_router("", strategy_api.router)
api.add_router("/bodies", people_api.router)
api.add_router("/exports", exports_api.router)
