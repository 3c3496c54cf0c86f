"""What moderators hid is nowhere to be read: not on pages, in lists, feeds, search, exports or the API."""

import pytest
from django.urls import NoReverseMatch, reverse

from civicloop.proposals.actions.argument import add_argument
from civicloop.proposals.actions.moderation import Ruling, hide, restore
from civicloop.proposals.domain import Reason, Side
from civicloop.proposals.models import Argument

SECRET = "Zanzibarquux"
WHY = Ruling(Reason.OFFENSIVE, "It insults the neighbours by name.")


@pytest.fixture
def scene(make_person, make_proposal):
    class Scene:
        ada, bea, mod = make_person("ada"), make_person("bea"), make_person("mod", roles=["moderator"])
        proposal = make_proposal(
            ada, title=f"About {SECRET} and its trees", text=f"{SECRET} has no trees, and that must change soon."
        )
        argument = add_argument(
            proposal_number=proposal.pk, side=Side.FOR, text=f"{SECRET} is far too hot.", language="en", by=bea
        )

    return Scene


def doors(proposal):
    """Every public address under which a proposal's words may stand, as far as the rooms have built them."""
    number = proposal.pk
    addresses = [
        f"/en/proposals/{number}",
        f"/en/proposals/{number}/arguments?side=for",
        f"/en/proposals/{number}/history",
        f"/en/proposals/{number}/support",
        f"/en/proposals/{number}/report",
        f"/en/proposals/{number}/arguments/new",
        f"/en/arguments/{Argument.objects.get().pk}",
        f"/api/v1/proposals/{number}",
        f"/api/v1/proposals/{number}/arguments",
        f"/api/v1/proposals?q={SECRET}",
        "/api/v1/exports/proposals.jsonl",
        "/api/v1/exports/arguments.jsonl",
        f"/en/search?q={SECRET}",
        "/en/",
        "/en/challenges/sustainable",
        "/en/places/ixelles",
    ]
    for name in ("proposals:proposal-list", "proposals:proposal-feed", "proposals:proposal-map"):
        try:
            addresses += [reverse(name), f"{reverse(name)}?q={SECRET}"]
        except NoReverseMatch:
            continue
    return addresses


def read(browser, address):
    answer = browser.get(address, follow=True)
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def echoes(text):
    """Leave out the reader's own search words, which a page may say back."""
    return text.replace(f"q={SECRET}", "").replace(f'value="{SECRET}"', "").replace(f"“{SECRET}”", "")


def test_a_hidden_proposal_leaves_no_word(client, as_person, make_person, scene):
    hide(subject=scene.proposal, ruling=WHY, by=scene.mod)
    for browser in (client, as_person(make_person("eve")), as_person(scene.bea)):
        for address in doors(scene.proposal):
            assert f"{SECRET} and its" not in read(browser, address), address
            assert f"{SECRET} has" not in read(browser, address), address
            assert f"{SECRET} is" not in read(browser, address), address


def test_a_hidden_argument_leaves_no_word(client, as_person, make_person, scene):
    hide(subject=scene.argument, ruling=WHY, by=scene.mod)
    for browser in (client, as_person(make_person("eve")), as_person(scene.ada)):
        for address in doors(scene.proposal):
            assert f"{SECRET} is" not in read(browser, address), address


def test_what_is_shown_again_can_be_read_again(client, scene):
    before = {address: scene.proposal.title in read(client, address) for address in doors(scene.proposal)}
    assert before[f"/en/proposals/{scene.proposal.pk}"]
    hide(subject=scene.proposal, ruling=WHY, by=scene.mod)
    restore(subject=scene.proposal, ruling=WHY, by=scene.mod)
    assert {address: scene.proposal.title in read(client, address) for address in doors(scene.proposal)} == before


def test_the_author_still_reads_their_own_words(as_person, scene):
    hide(subject=scene.proposal, ruling=WHY, by=scene.mod)
    page = as_person(scene.ada).get(f"/en/proposals/{scene.proposal.pk}")
    assert page.status_code == 200
    assert SECRET in page.content.decode()
    assert WHY.public_reason in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_followers_do_not_read_the_title_in_a_mail(scene, make_person):
    from civicloop.notices.actions import follow
    from civicloop.notices.models import Notice

    follow(by=make_person("eve"), kind="proposal", key=str(scene.proposal.pk))
    hide(subject=scene.proposal, ruling=WHY, by=scene.mod)
    notice = Notice.objects.get()
    assert SECRET not in f"{notice.subject.to_json()}{notice.text.to_json()}"


@pytest.fixture
def photo(scene, settings, tmp_path):
    from io import BytesIO

    from PIL import Image

    from civicloop.proposals.photos import public_name, read_photo, store_photo

    settings.MEDIA_ROOT = tmp_path
    file = BytesIO()
    Image.new("RGB", (64, 48), "green").save(file, "PNG")
    file.seek(0)
    name = store_photo(read_photo(file, 100))
    scene.proposal.photo, scene.proposal.photo_alt = name, "A green square"
    scene.proposal.photo_width, scene.proposal.photo_height = 64, 48
    scene.proposal.save()
    return f"/photos/{scene.proposal.pk}/{public_name(name)}"


def test_a_hidden_proposals_photo_is_hidden_too(client, as_person, make_person, scene, photo):
    words = client.get(f"/en/proposals/{scene.proposal.pk}").content.decode()
    assert f"/en{photo}" in words
    assert 'alt="A green square"' in words
    assert client.get(f"/en{photo}").status_code == 200
    hide(subject=scene.proposal, ruling=WHY, by=scene.mod)
    for browser in (client, as_person(make_person("eve"))):
        assert photo not in read(browser, f"/en/proposals/{scene.proposal.pk}")
        assert browser.get(f"/en{photo}").status_code == 404
    assert as_person(scene.ada).get(f"/en{photo}").status_code == 200


def test_a_kept_page_is_forgotten_when_it_is_hidden(client, scene, settings, django_capture_on_commit_callbacks):
    from civicloop.core import page_cache

    settings.PAGE_CACHE_SECONDS = 30
    page_cache.clear()
    address = f"/en/proposals/{scene.proposal.pk}"
    assert SECRET in client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        hide(subject=scene.proposal, ruling=WHY, by=scene.mod)
    assert SECRET not in client.get(address).content.decode()
    page_cache.clear()
