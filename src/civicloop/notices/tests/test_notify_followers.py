import pytest
from django.db import transaction
from django.utils import translation

from civicloop.core.region import pack
from civicloop.notices import jobs
from civicloop.notices.actions import Words, follow, notify_followers, unfollow
from civicloop.notices.mails import make_token, read_token
from civicloop.notices.models import Follow, Notice


def say():
    language = translation.get_language()
    return Words(f"News\n({language})", f"The shade is up, in {language}.", f"/{language}/things/shade")


@pytest.fixture
def followers(things, make_person):
    found = [make_person("ada", language="nl"), make_person("bob", language="fr"), make_person("eve", language="en")]
    for person in found:
        follow(by=person, kind="thing", key="shade")
    return found


def test_every_follower_is_told_once_in_their_language(followers, run_jobs, mailoutbox):
    notify_followers("thing", "shade", say)
    run_jobs()
    assert {mail.to[0]: mail.subject for mail in mailoutbox} == {
        "ada@example.org": "News (nl)",
        "bob@example.org": "News (fr)",
        "eve@example.org": "News (en)",
    }
    assert len(mailoutbox) == 3
    mail = next(mail for mail in mailoutbox if mail.to == ["eve@example.org"])
    assert "The shade is up, in en." in mail.body
    assert "/en/things/shade" in mail.body


def test_who_did_it_is_not_told(followers, run_jobs, mailoutbox):
    notify_followers("thing", "shade", say, by=followers[0])
    run_jobs()
    assert "ada@example.org" not in [mail.to[0] for mail in mailoutbox]
    assert len(mailoutbox) == 2
    assert list(Notice.objects.new_for(followers[0].pk)) == []
    assert len(Notice.objects.new_for(followers[1].pk)) == 1


def test_who_stopped_left_or_came_later_is_not_told(followers, make_person, run_jobs, mailoutbox):
    ada, bob, _eve = followers
    notify_followers("thing", "shade", say)
    late = make_person("late")
    Follow.objects.create(person=late, kind="thing", key="shade", at=Notice.objects.get().at.replace(year=2099))
    unfollow(by=ada, kind="thing", key="shade")
    bob.is_active = False
    bob.save()
    run_jobs()
    assert [mail.to for mail in mailoutbox] == [["eve@example.org"]]
    assert list(Notice.objects.new_for(late.pk)) == []


def test_other_things_are_not_concerned(followers, run_jobs, mailoutbox):
    assert notify_followers("thing", "bench", say) is None
    assert run_jobs() == []
    assert mailoutbox == []
    assert list(Notice.objects.new_for(followers[0].pk)) == []


def test_the_notice_is_kept_once_in_every_language(followers):
    notice = notify_followers("thing", "shade", say)
    assert set(notice.subject) == set(pack().interface_languages)
    assert notice.path("nl") == "/nl/things/shade"
    assert notice.path("tlh") in notice.paths.values()


def test_many_followers_are_handed_on_in_batches(things, make_person, run_jobs, mailoutbox, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 2)
    for number in range(5):
        follow(by=make_person(f"person{number}"), kind="thing", key="shade")
    notify_followers("thing", "shade", say)
    assert run_jobs().count("mail_followers") == 4
    assert sorted(mail.to[0] for mail in mailoutbox) == [f"person{number}@example.org" for number in range(5)]


def test_undone_changes_tell_nobody(followers, run_jobs, mailoutbox):
    with transaction.atomic():
        notify_followers("thing", "shade", say)
        transaction.set_rollback(True)
    assert run_jobs() == []
    assert not Notice.objects.exists()


def test_a_mail_has_a_one_click_way_out(followers, run_jobs, mailoutbox, client):
    notify_followers("thing", "shade", say)
    run_jobs()
    mail = next(mail for mail in mailoutbox if mail.to == ["eve@example.org"])
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail.extra_headers["List-Unsubscribe"].strip("<>")
    assert address in mail.body
    assert "\n" not in mail.subject


def test_a_token_names_one_follow_and_only_that(followers):
    one = Follow.objects.get(person=followers[0])
    assert read_token(make_token(one)) == (followers[0].pk, "thing", "shade")
