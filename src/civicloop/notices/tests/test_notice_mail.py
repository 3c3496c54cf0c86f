import pytest

from civicloop.core.texts import Texts
from civicloop.notices.mails import notice_mail
from civicloop.notices.models import Follow, Notice

pytestmark = pytest.mark.django_db


def test_a_mail_is_plain_text_with_the_words_as_they_are(make_person, settings):
    follow = Follow.objects.create(person=make_person("ada", language="en"), kind="place", key="21009")
    words = Texts.of(en='It’s "new" & <b>: 100 %.', fr="Nouveau")
    notice = Notice.objects.create(kind="place", key="21009", subject=words, text=words, paths={"en": "/en/x"})
    mail = notice_mail(notice, follow)
    lines = mail.body.splitlines()
    assert lines[0] == "Hello Ada,"
    assert mail.subject == 'It’s "new" & <b>: 100 %.' == lines[2]
    assert lines[4] == f"{settings.BASE_URL}/en/x"
    assert mail.message().get_content_type() == "text/plain"


def test_words_that_are_missing_in_a_language_come_in_another(make_person):
    follow = Follow.objects.create(person=make_person("ada", language="nl"), kind="place", key="21009")
    notice = Notice.objects.create(
        kind="place",
        key="21009",
        subject=Texts.of(fr="Nouveau"),
        text=Texts.of(fr="C’est nouveau."),
        paths={"fr": "/fr/x"},
    )
    mail = notice_mail(notice, follow)
    assert mail.subject == "Nouveau"
    assert "/fr/x" in mail.body
    assert "/nl/unsubscribe/" in mail.body
