"""All arguments of one side, page by page."""

import re

import pytest

from civicloop.proposals.domain import Side
from civicloop.proposals.models import Argument
from civicloop.proposals.views.argument import SHOWN


@pytest.fixture
def proposal(make_person, make_proposal):
    author, proposal = make_person("author"), make_proposal()
    for number in range(SHOWN + 5):
        for side in Side:
            earlier = Argument.objects.filter(side=Side.REMARK).last() if side == Side.REMARK else None
            Argument.objects.create(
                proposal=proposal,
                author=author,
                side=side,
                text=f"This is {side} number {number}.",
                language="en",
                helpful=number % 3,
                fingerprint=f"{side}{number}",
                answers_to=earlier,
            )
    return proposal


def numbers(page, side):
    return [int(number) for number in re.findall(rf"This is {side} number (\d+)\.", page.content.decode())]


@pytest.mark.parametrize("side", Side)
def test_every_argument_appears_once_in_order(client, proposal, side):
    address, seen = f"/en/proposals/{proposal.pk}/arguments?side={side}", []
    while address:
        page = client.get(address)
        assert not page.cookies
        seen += numbers(page, side)
        link = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
        address = f"/en/proposals/{proposal.pk}/arguments{link[1].replace('&amp;', '&')}" if link else None
    best_first = sorted(range(SHOWN + 5), key=lambda number: (-(number % 3), number))
    assert seen == (list(range(SHOWN + 5)) if side == Side.REMARK else best_first)


def test_remarks_say_whom_they_answer(client, proposal):
    words = client.get(f"/en/proposals/{proposal.pk}/arguments?side=remark").content.decode()
    assert words.count("In reply to Author") == SHOWN - 1


@pytest.mark.parametrize("after", ["x", "1", "9.", ".9", "9.9.9", "1.99999999999999999999", "-1.5", "٣.٣"])
def test_a_broken_cursor_begins_at_the_beginning_or_goes_on(client, proposal, after):
    assert client.get(f"/en/proposals/{proposal.pk}/arguments", {"side": "for", "after": after}).status_code == 200


def test_there_is_no_fourth_side(client, proposal):
    assert client.get(f"/en/proposals/{proposal.pk}/arguments?side=sideways").status_code == 404


def test_a_signed_in_reader_can_mark_from_here(as_person, make_person, proposal):
    words = as_person(make_person("eve")).get(f"/en/proposals/{proposal.pk}/arguments?side=against").content.decode()
    assert words.count("This helps me") == SHOWN
