import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ModelMultipleChoiceField
from hypothesis import given
from hypothesis import strategies as st

from civicloop.ui.forms import SENTENCES, UNSTORABLE, UNSTORABLE_SENTENCE, CivicForm


class Form(CivicForm):
    title = forms.CharField(max_length=10, min_length=3, help_text="Short & clear")
    text = forms.CharField(widget=forms.Textarea, required=False)
    side = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    place = forms.ChoiceField(choices=[("a", "A")])
    tick = forms.BooleanField()
    mail = forms.EmailField(required=False)
    photo = forms.FileField(required=False)


class PlainForm(forms.Form):
    """As a form of allauth is: not ours, but rendered by us."""

    title = forms.CharField()


GOOD = {"title": "Shade", "side": "a", "place": "a", "tick": "on"}


def test_a_good_form_passes():
    form = Form(GOOD | {"text": "a\r\nb\rc"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["text"] == "a\nb\nc"


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x1f", "\x7f", "\ud800", "\uffff"])
@pytest.mark.parametrize("field", ["title", "text", "mail"])
def test_unstorable_characters_get_a_sentence_and_the_rest_is_kept(field, bad):
    form = Form(GOOD | {field: f"ab{bad}cd"})
    assert str(UNSTORABLE_SENTENCE) in form.errors[field]
    html = str(form)
    assert "abcd" in html
    assert not UNSTORABLE.search(html)


def test_a_choice_with_a_nul_is_simply_not_one_of_the_answers():
    form = Form(GOOD | {"side": "a\x00b"})
    assert form.errors["side"] == [str(SENTENCES["invalid_choice"])]


def test_forms_that_are_not_ours_never_see_a_nul():
    form = PlainForm({"title": "a\x00b"})
    assert form.is_valid()
    assert form.cleaned_data["title"] == "ab"


@given(st.text(max_size=30))
def test_what_was_typed_is_still_there(text):
    form = Form({"text": text, "title": ""})
    form.is_valid()
    kept = UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert form["text"].value() == kept


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Please fill this in."),
        ("title", "ab", "Too short: 2 of at least 3 characters. Please write more."),
        ("title", "x" * 11, "Too long: 11 characters, and at most 10 fit. Please shorten it."),
        ("side", "", "Please choose an answer."),
        ("place", "zz", "That is not one of the answers offered. Please choose again."),
        ("tick", "", "Please tick this box to go on."),
        ("mail", "nobody", "Please type an e-mail address such as name@example.org."),
    ],
)
def test_mistakes_say_cause_and_cure(field, value, sentence):
    form = Form(GOOD | {field: value})
    assert form.errors[field] == [sentence]


def test_an_empty_file_gets_a_sentence():
    form = Form(GOOD, {"photo": SimpleUploadedFile("a.png", b"")})
    assert form.errors["photo"] == [str(SENTENCES["invalid_file"])]


def test_a_message_of_the_form_itself_stays():
    class Own(CivicForm):
        title = forms.CharField(error_messages={"required": "Give it a name."})

    assert Own({}).errors["title"] == ["Give it a name."]


def test_every_field_is_labelled_described_and_marked_in_words():
    html = str(Form())
    assert 'for="id_title"' in html
    assert 'aria-describedby="id_title_helptext id_title_limit"' in html
    assert "Short &amp; clear" in html
    assert "3 to 10 characters." in html
    assert html.count("(required)") == 4
    assert html.count("(optional)") == 3
    assert "maxlength" not in html
    assert " required" not in html


def test_errors_are_listed_and_lead_to_their_fields():
    html = str(Form({}))
    assert 'role="alert"' in html
    for target in ("id_title", "id_side_0", "id_place", "id_tick"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in html
    assert 'aria-describedby="id_title_helptext id_title_limit id_title_error"' in html
    assert html.count('aria-invalid="true"') == 5  # title, two radios, place, tick


def test_a_filter_may_leave_the_words_out():
    form = Form()
    form.says_needed = False
    assert "(required)" not in str(form)


def test_an_error_of_the_whole_form_stands_on_top():
    form = Form(GOOD)
    form.add_error(None, "Somebody was faster.")
    assert "<li>Somebody was faster.</li>" in str(form)


def test_a_table_is_never_asked_for_a_nul(db):
    from civicloop.people.models import Body

    class Choose(CivicForm):
        body = forms.ModelChoiceField(Body.objects.all(), to_field_name="slug")
        bodies = ModelMultipleChoiceField(Body.objects.all(), to_field_name="slug", required=False)

    form = Choose({"body": "a\x00b", "bodies": ["a\x00b"]})
    assert set(form.errors) == {"body", "bodies"}
