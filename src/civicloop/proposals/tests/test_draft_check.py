"""Step 3: see it, correct it, send it once."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from civicloop.core.region import pack
from civicloop.proposals.actions.draft import save_draft
from civicloop.proposals.models import Draft, Proposal


def address(draft):
    return f"/en/drafts/{draft.pk}/check"


def fields(page, **changes):
    """Return what the form on a page would send."""
    seen = re.search(r'name="seen" value="(\w*)"', page)[1]
    language = re.search(r'<option value="(\w+)" selected', page)[1]
    return {"seen": seen, "language": language} | changes


def send(browser, draft, **changes):
    return browser.post(address(draft), fields(browser.get(address(draft)).content.decode(), **changes))


def test_a_visitor_is_led_to_sign_in(client, make_draft):
    draft = make_draft()
    assert "next=" in client.get(address(draft))["Location"]
    assert client.post(address(draft)).status_code == 302
    assert not Proposal.objects.exists()


def test_somebody_else_neither_sees_nor_sends_it(as_person, make_draft, bob):
    draft = make_draft()
    assert as_person(bob).get(address(draft)).status_code == 404
    assert as_person(bob).post(address(draft), {"language": "en"}).status_code == 404
    assert not Proposal.objects.exists()


def test_it_shows_what_others_will_see(as_person, make_draft, ada):
    draft = make_draft(text="Trees **now**, and [look](https://example.org). <script>alert(1)</script>", where="Flagey")
    page = as_person(ada).get(address(draft)).content.decode()
    for shown in ("Shade for the bus stop", "<strong>now</strong>", "Ixelles", "Flagey", "A sustainable Region"):
        assert shown in page
    assert "<script>alert" not in page
    assert 'href="https://example.org"' not in page, "links of a new account are not clickable"


def test_sending_publishes_and_says_what_happens_next(as_person, make_draft, ada):
    response = send(as_person(ada), make_draft())
    proposal = Proposal.objects.get()
    assert (response.status_code, response["Location"]) == (303, proposal.get_absolute_url())
    assert (proposal.author, proposal.title, proposal.language) == (ada, "Shade for the bus stop", "en")


def test_the_page_after_sending_says_what_happens_next(as_person, make_draft, ada):
    browser, draft = as_person(ada), make_draft()
    data = fields(browser.get(address(draft)).content.decode())
    page = browser.post(address(draft), data, follow=True).content.decode()
    assert "Your proposal is public now" in page
    assert "24 hours" in page


def test_a_second_click_leads_to_the_same_proposal(as_person, make_draft, ada):
    browser, draft = as_person(ada), make_draft()
    data = fields(browser.get(address(draft)).content.decode())
    addresses = {browser.post(address(draft), data)["Location"] for _ in range(3)}
    assert addresses == {Proposal.objects.get().get_absolute_url()}
    assert browser.get(address(draft))["Location"] in addresses, "the back button leads there too"


IN_SUMMER = {
    "fr": (
        "Des arbres au bord de la place",
        "En été, personne ne peut y attendre. Plantons trois arbres.",
    ),
    "nl": ("Bomen aan de rand van het plein", "In de zomer kan niemand er wachten. Laten we er drie bomen planten."),
    "de": ("Bäume am Rand des Platzes", "Im Sommer kann dort niemand warten. Lasst uns drei Bäume pflanzen."),
}


@pytest.mark.parametrize("language", IN_SUMMER)
def test_the_language_is_found_and_can_be_corrected(as_person, make_draft, ada, language):
    title, text = IN_SUMMER[language]
    browser, draft = as_person(ada), make_draft(title=title, text=text)
    page = browser.get(address(draft)).content.decode()
    assert fields(page)["language"] == language
    assert f'lang="{language}"' in page
    send(browser, draft, language="it")
    assert Proposal.objects.get().language == "it"


def test_a_corrected_language_is_remembered(as_person, make_draft, ada):
    draft = make_draft(title="Short")
    browser = as_person(ada)
    send(browser, draft, language="it")
    assert fields(browser.get(address(draft)).content.decode())["language"] == "it"


@pytest.mark.parametrize("language", ["", "tlh", "\x00", "x" * 1000])
def test_a_language_that_is_not_offered_is_refused(as_person, make_draft, ada, language):
    response = send(as_person(ada), make_draft(), language=language)
    assert response.status_code == 422
    assert "Choose the language of your text" in response.content.decode()
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    "case",
    [
        ({"title": "Short"}, "what", "at least 10"),
        ({"text": ""}, "what", "Describe your proposal"),
        ({"place_id": None}, "where", "Choose the place"),
        ({"challenge_id": None}, "where", "Choose the challenge"),
    ],
)
def test_what_is_missing_is_said_with_the_way_back(as_person, make_draft, ada, case):
    values, step, sentence = case
    draft, browser = make_draft(**values), as_person(ada)
    page = browser.get(address(draft)).content.decode()
    assert sentence in page
    assert f'href="/en/drafts/{draft.pk}/{step}"' in page
    assert "Send the proposal" not in page
    response = browser.post(address(draft), fields(page))
    assert response.status_code == 422
    assert not Proposal.objects.exists()


def test_a_change_in_another_window_is_shown_before_sending(as_person, make_draft, ada):
    browser, draft = as_person(ada), make_draft()
    data = fields(browser.get(address(draft)).content.decode())
    save_draft(key=draft.pk, by=ada, title="Changed in another window")
    response = browser.post(address(draft), data)
    page = response.content.decode()
    assert response.status_code == 409
    assert "in another window" in page
    assert not Proposal.objects.exists()
    browser.post(address(draft), fields(page))
    assert Proposal.objects.get().title == "Changed in another window"


def test_a_second_copy_is_refused_with_a_way_to_the_first(as_person, make_draft, ada, published):
    response = send(as_person(ada), make_draft())
    page = response.content.decode()
    assert response.status_code == 409
    assert "same words already" in page
    assert f'href="{published.get_absolute_url()}"' in page
    assert Draft.objects.unsent().count() == 1


def test_over_the_limit_the_draft_waits_and_the_day_is_named(as_person, make_draft, ada, make_proposal):
    moment = timezone.now() - timedelta(days=3)
    for number in range(pack().rules.open_proposals_per_30_days):
        make_proposal(ada, title=f"Idea number {number}", published_at=moment)
    response = send(as_person(ada), make_draft())
    page = response.content.decode()
    assert response.status_code == 429
    assert f"{timezone.localtime(moment + timedelta(days=30)).day} " in page
    assert "open proposals from the last 30 days" in page
    assert Draft.objects.unsent().count() == 1


def test_blocked_people_keep_their_draft_and_are_told_why(as_person, make_draft, ada):
    browser, draft = as_person(ada), make_draft()
    data = fields(browser.get(address(draft)).content.decode())
    ada.blocked_at, ada.blocked_reason = timezone.now(), "Threats against a neighbour."
    ada.save()
    response = browser.post(address(draft), data)
    assert response.status_code == 403
    assert "Threats against a neighbour." in response.content.decode()
    assert not Proposal.objects.exists()


def test_similar_proposals_are_offered_for_support(as_person, make_draft, ada, make_proposal):
    other = make_proposal(title="Shade for every bus stop", text="Trees, please. It is too hot to wait.", supports=12)
    page = as_person(ada).get(address(make_draft())).content.decode()
    assert "something similar" in page
    assert f'href="{other.get_absolute_url()}"' in page
    assert "12 people support it" in page


def test_with_nothing_similar_nothing_is_said(as_person, make_draft, ada):
    assert "something similar" not in as_person(ada).get(address(make_draft())).content.decode()


def test_a_photo_goes_along(as_person, ada, make_draft, picture_file):
    browser, draft = as_person(ada), make_draft()
    what = {"title": draft.title, "text": draft.text, "photo": picture_file(size=(300, 200)), "photo_alt": "The stop"}
    browser.post(f"/en/drafts/{draft.pk}/what", what)
    assert f"/en/drafts/{draft.pk}/photo" in browser.get(address(draft)).content.decode()
    send(browser, draft)
    proposal = Proposal.objects.get()
    assert (proposal.photo_width, proposal.photo_height, proposal.photo_alt) == (300, 200, "The stop")
    assert proposal.photo.storage.exists(proposal.photo.name)


def test_the_whole_way_in_three_steps(as_person, ada):
    """As a person walks it: open, write, choose, check, send."""
    browser = as_person(ada)
    key = re.search(r'action="(/en/drafts/[0-9a-f-]+/what)"', browser.get("/en/proposals/new").content.decode())[1]
    text = "In summer nobody can wait at the stop. Plant three trees beside it, please."
    where = browser.post(key, {"title": "Shade for the bus stop", "text": text})["Location"]
    browser.get(where)
    check = browser.post(where, {"place": "04000", "challenge": "open"})["Location"]
    response = browser.post(check, fields(browser.get(check).content.decode()), follow=True)
    assert response.status_code == 200
    assert Proposal.objects.get().place_id == "04000"
