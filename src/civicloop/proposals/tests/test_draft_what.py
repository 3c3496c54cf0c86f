"""Step 1: what it is about."""

import html
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civicloop.proposals import domain
from civicloop.proposals.models import Draft
from civicloop.proposals.words import visible

TITLE = "Shade for the bus stop"
TEXT = "In summer nobody can wait at the stop. Plant three trees beside it, please."


def address(key=None):
    return f"/en/drafts/{key or uuid.uuid4()}/what"


def test_a_visitor_is_led_to_sign_in(client):
    assert "next=" in client.get(address())["Location"]
    assert client.post(address(), {"title": TITLE}).status_code == 302
    assert not Draft.objects.exists()


def test_somebody_elses_draft_is_not_there(as_person, make_draft, bob):
    draft = make_draft()
    browser = as_person(bob)
    assert browser.get(address(draft.pk)).status_code == 404
    assert browser.post(address(draft.pk), {"title": "His now"}).status_code == 404
    draft.refresh_from_db()
    assert draft.title == TITLE


def test_the_first_sending_makes_the_draft_and_leads_on(as_person, ada):
    key = uuid.uuid4()
    for _ in range(2):  # a double click
        response = as_person(ada).post(address(key), {"title": f"  {TITLE} ", "text": TEXT})
        assert (response.status_code, response["Location"]) == (303, f"/en/drafts/{key}/where")
    draft = Draft.objects.get()
    assert (draft.pk, draft.author, draft.text) == (key, ada, TEXT)


def test_what_was_written_stands_there_again(as_person, make_draft, ada):
    page = as_person(ada).get(address(make_draft().pk)).content.decode()
    assert TITLE in page
    assert TEXT in page


def test_an_unfinished_step_is_kept_and_says_what_is_missing(as_person, ada):
    key = uuid.uuid4()
    response = as_person(ada).post(address(key), {"title": "Short", "text": "Unfinished"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "5 characters; at least 10" in page
    assert 'value="Short"' in page
    draft = Draft.objects.get(pk=key)
    assert (draft.title, draft.text) == ("Short", "Unfinished")


def test_an_empty_step_is_not_worth_a_draft(as_person, ada):
    response = as_person(ada).post(address(), {"title": "", "text": " "})
    assert response.status_code == 422
    assert "Give your proposal a title" in response.content.decode()
    assert not Draft.objects.exists()


def test_it_can_wait_unfinished(as_person, ada):
    response = as_person(ada).post(address(), {"title": "Short", "text": "", "later": "1"}, follow=True)
    assert response.redirect_chain == [("/en/drafts", 303)]
    assert "Short" in response.content.decode()


HOSTILE = [
    "Nul\x00in the middle of it",
    "\u202eeltit desrever a si siht",
    "أشجار في شارعنا من فضلكم قريبا",
    "🚲" * 60,
    '=HYPERLINK("http://example.org")',
    "<script>alert(1)</script>",
    "</textarea></form><h1>gone</h1>",
    "{{ settings.SECRET_KEY }} {% load x %}",
    "'; DROP TABLE proposals_draft; --",
    "x" * 100_000,
    "\r\n\t \x0b\x0c\x1b",
    "\ufffe\uffff surrogates and such",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: repr(typed[:12]))
def test_hostile_words_get_a_sentence_at_the_field_and_are_kept(as_person, ada, typed):
    key = uuid.uuid4()
    response = as_person(ada).post(address(key), {"title": typed, "text": typed})
    page = html.unescape(response.content.decode())
    assert response.status_code in {303, 422}
    if response.status_code == 422:
        assert 'href="#id_t' in page, "the summary leads to the field"
        assert visible(typed).strip() in page.replace("\r\n", "\n")
    draft = Draft.objects.filter(pk=key).first()
    assert (draft.text if draft else "").strip() == visible(typed).strip()
    if len(typed) == 100_000:
        assert response.status_code == 422
        assert "too long by 95000 characters" in page
    if "\x00" in typed:
        assert "can’t be stored" in page
    if "\u202e" in typed:
        assert "invisible control characters" in page


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(title=st.text(max_size=140), text=st.text(max_size=200))
def test_no_words_break_the_step_and_none_are_lost(as_person, ada, title, text):
    key = uuid.uuid4()
    response = as_person(ada).post(address(key), {"title": title, "text": text})
    assert response.status_code in {303, 422}
    if visible(title).strip() or visible(text).strip():
        draft = Draft.objects.get(pk=key)
        assert (draft.title, draft.text) == (visible(title), visible(text))
    Draft.objects.all().delete()


def test_a_photo_needs_words_and_is_kept_meanwhile(as_person, ada, picture_file):
    key = uuid.uuid4()
    browser = as_person(ada)
    response = browser.post(address(key), {"title": TITLE, "text": TEXT, "photo": picture_file()})
    page = response.content.decode()
    assert response.status_code == 422
    assert "for people who cannot see it" in page
    assert f"/en/drafts/{key}/photo" in page, "it need not be chosen again"
    response = browser.post(address(key), {"title": TITLE, "text": TEXT, "photo_alt": "The stop in the sun"})
    assert response.status_code == 303
    draft = Draft.objects.get(pk=key)
    assert draft.photo
    assert draft.photo_alt == "The stop in the sun"


def test_a_file_that_is_no_picture_gets_a_sentence_and_the_words_stay(as_person, ada):
    key = uuid.uuid4()
    fake = SimpleUploadedFile("photo.jpg", b"%PDF-1.7 not a picture", "image/jpeg")
    response = as_person(ada).post(address(key), {"title": TITLE, "text": TEXT, "photo": fake})
    page = response.content.decode()
    assert response.status_code == 422
    assert "not a picture we can read" in page
    assert 'href="#id_photo"' in page
    draft = Draft.objects.get(pk=key)
    assert (draft.title, draft.photo.name) == (TITLE, "")


def test_an_empty_file_is_no_picture(as_person, ada):
    empty = SimpleUploadedFile("photo.jpg", b"", "image/jpeg")
    response = as_person(ada).post(address(), {"title": TITLE, "text": TEXT, "photo": empty})
    assert response.status_code == 422
    assert "not a picture we can read" in response.content.decode()


@pytest.mark.parametrize("handlers", ["those of the settings", "those of Django"])
def test_a_huge_file_is_refused_and_the_words_stay(as_person, ada, settings, handlers):
    if handlers == "those of Django":
        settings.FILE_UPLOAD_HANDLERS = settings.FILE_UPLOAD_HANDLERS[1:]
    key = uuid.uuid4()
    huge = SimpleUploadedFile("photo.jpg", b"\xff\xd8" + b"x" * (8 * 2**20 + 1), "image/jpeg")
    response = as_person(ada).post(address(key), {"title": TITLE, "photo": huge, "text": TEXT, "photo_alt": "A stop"})
    assert response.status_code == 422
    assert "larger than 8 MB" in response.content.decode()
    assert Draft.objects.get(pk=key).text == TEXT


def test_a_photo_can_be_changed_and_removed(as_person, ada, picture_file):
    key, browser = uuid.uuid4(), as_person(ada)
    words = {"title": TITLE, "text": TEXT, "photo_alt": "The stop"}
    browser.post(address(key), words | {"photo": picture_file()})
    first = Draft.objects.get(pk=key).photo.name
    browser.post(address(key), words | {"photo": picture_file("PNG", (30, 20))})
    second = Draft.objects.get(pk=key)
    assert second.photo.name != first
    assert (second.photo_width, second.photo_height) == (30, 20)
    assert "Remove this photo" in browser.get(address(key)).content.decode()
    browser.post(address(key), words | {"photo_remove": "on"})
    third = Draft.objects.get(pk=key)
    assert (third.photo.name, third.photo_alt) == ("", "")


def test_a_draft_that_was_sent_leads_to_its_proposal(as_person, ada, published):
    url = address(published.draft.pk)
    browser = as_person(ada)
    assert browser.get(url)["Location"] == published.get_absolute_url()
    response = browser.post(url, {"title": "Something else", "text": TEXT})
    assert (response.status_code, response["Location"]) == (303, published.get_absolute_url())


def test_too_many_drafts_lose_nothing_either(as_person, ada):
    Draft.objects.bulk_create(Draft(author=ada, title=str(number)) for number in range(domain.DRAFTS_MAX))
    response = as_person(ada).post(address(), {"title": TITLE, "text": TEXT})
    page = response.content.decode()
    assert response.status_code == 429
    assert "50 drafts" in page
    assert TITLE in page
