"""Programs that speak for people, as tests of the API need them."""

import json

from django.test import Client

PROPOSAL = {
    "title": "Shade for the bus stops of the square",
    "text": "In summer nobody can wait there. Plant trees beside the three stops, please.",
    "challenge": "sustainable",
    "place": "21009",
}
ARGUMENT = {"side": "for", "text": "Old people need the shade most of all.", "language": "en"}


def token_of(person) -> str:
    from civicloop.people.models import ApiToken

    secret = ApiToken.new_secret()
    ApiToken.objects.create(person=person, name="test", digest=ApiToken.digest_of(secret), hint=secret[:12])
    return secret


class Api:
    """A program that speaks for a person, or for nobody."""

    def __init__(self, secret: str | None) -> None:
        self.client = Client()
        self.headers = {"accept-language": "en"} | ({"authorization": f"Bearer {secret}"} if secret else {})

    def send(self, method, path, content=None, **headers):
        body = {"data": json.dumps(content), "content_type": "application/json"} if content is not None else {}
        return self.client.generic(method, f"/api/v1/{path}", headers=self.headers | headers, **body)

    def post(self, path, content=None, **headers):
        return self.send("POST", path, content, **headers)
