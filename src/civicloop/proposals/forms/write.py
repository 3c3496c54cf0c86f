"""The forms by which a proposal is written: what, where and which challenge, check."""

from collections.abc import Callable, Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from civicloop.core.errors import Invalid
from civicloop.core.region import pack
from civicloop.people.forms.profile import language_choices
from civicloop.places import locate, tree
from civicloop.places.models import Boundary
from civicloop.proposals import domain, words
from civicloop.proposals.actions.draft import DraftValues
from civicloop.proposals.forms.fields import WordsField, change_data
from civicloop.proposals.models import Draft
from civicloop.proposals.photos import FORMATS, Photo, read_photo, too_large
from civicloop.strategy.models import Aim, Challenge
from civicloop.ui.forms import CivicForm

POINT_DIGITS = 4  # about ten metres: enough for a map, too little to tell a door
FILE_TYPES = ",".join(f"image/{name.lower()}" for name in FORMATS)


class CheckedWords(WordsField):
    """Words under one of the rules of `words.py`, which everything else that takes words asks too."""

    def __init__(
        self, check: Callable[[str], str], *, most: int, least: int = 0, required: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.check, self.required = check, required
        self.max_length, self.min_length = most, least or None  # said beside the field; the rule itself refuses

    def clean(self, value: Any) -> str:
        """Return the words, cleaned.

        Errors: ValidationError with the rule's own sentence.
        """
        try:
            return self.check(str(value or ""))
        except Invalid as error:
            raise ValidationError(str(error)) from None


class PhotoField(forms.FileField):
    """A photo from phone or computer, read and made small."""

    widget = forms.FileInput(attrs={"accept": FILE_TYPES})

    def clean(self, data: Any, initial: Any = None) -> Photo | None:  # noqa: ARG002 - Django's signature
        """Return the photo, or None when no file came.

        Errors: ValidationError when it is no picture or too big.
        """
        if not data:
            return None
        try:
            return read_photo(data.file, data.size)
        except Invalid as error:
            raise ValidationError(str(error)) from None


class WhatForm(CivicForm):
    """Step 1: title, text and photo."""

    title = CheckedWords(
        words.check_title,
        least=domain.TITLE_MIN,
        most=domain.TITLE_MAX,
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("One sentence: what should change, and where."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = CheckedWords(
        words.check_text,
        least=domain.TEXT_MIN,
        most=domain.TEXT_MAX,
        label=gettext_lazy("Your proposal"),
        help_text=gettext_lazy(
            "What is wrong today, what should be done, and who gains by it? Write in your language."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    photo = PhotoField(
        label=gettext_lazy("Choose a photo"),
        help_text=gettext_lazy(
            "JPEG, PNG or WebP, at most 8 MB. We make it smaller and remove place, time and camera from the file. "
            "Please show no faces or number plates."
        ),
        required=False,
    )
    photo_alt = CheckedWords(
        words.one_line,
        most=domain.PHOTO_ALT_MAX,
        required=False,
        label=gettext_lazy("What does the photo show?"),
        help_text=gettext_lazy("A few words for people who cannot see it. Needed when there is a photo."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    photo_remove = forms.BooleanField(label=gettext_lazy("Remove this photo"), required=False)

    def __init__(self, *args: Any, draft: Draft, too_large: Collection[str] = (), **kwargs: Any) -> None:
        kwargs["initial"] = {"title": draft.title, "text": draft.text, "photo_alt": draft.photo_alt}
        super().__init__(*args, **kwargs)
        self.has_photo, self.too_large = bool(draft.photo), too_large
        if self.has_photo:
            self.fields["photo"].label = _("Choose another photo")
            self.fields["photo_alt"].required = True

    def clean(self) -> dict[str, Any]:
        """Ask for words about the photo when one stays or comes."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "photo" in self.too_large:
            self.add_error("photo", str(too_large()))
        stays = self.has_photo and not cleaned.get("photo_remove")
        if stays or cleaned.get("photo"):
            self.fields["photo_alt"].required = True
            try:
                cleaned["photo_alt"] = words.check_photo_alt(cleaned.get("photo_alt") or "")
            except Invalid as error:
                self.add_error("photo_alt", str(error))
        return cleaned

    def typed(self) -> DraftValues:
        """Return the words as they were typed, right or wrong."""
        title, text, photo_alt = (str(self[name].value() or "") for name in ("title", "text", "photo_alt"))
        return DraftValues(title=title, text=text, photo_alt=photo_alt)


class WhereForm(CivicForm):
    """Step 2: place and challenge; a point on the map, if the person gave one, decides the municipality."""

    place = forms.ChoiceField(
        label=gettext_lazy("Which place is it about?"),
        error_messages={
            "required": gettext_lazy("Choose a place. If it is about everywhere, choose the whole region."),
            "invalid_choice": gettext_lazy("This place is not in the list. Choose one from the list."),
        },
    )
    where = CheckedWords(
        words.check_where,
        most=domain.WHERE_MAX,
        required=False,
        label=gettext_lazy("Where exactly?"),
        help_text=gettext_lazy("A street, a square, a stop: whatever people there call it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    challenge = forms.ChoiceField(
        label=gettext_lazy("Which challenge does it belong to?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the challenge that fits best."),
            "invalid_choice": gettext_lazy("This challenge is not in the list. Choose one from the list."),
        },
    )
    aims = forms.MultipleChoiceField(
        label=gettext_lazy("Does it serve one of these aims?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("This aim is not in the list.")},
    )

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "place": draft.place_id,
            "where": draft.where,
            "latitude": draft.latitude,
            "longitude": draft.longitude,
            "challenge": draft.challenge_id,
            "aims": draft.aims,
        }
        super().__init__(*args, **kwargs)
        self.challenges = list(Challenge.objects.all())
        self._offer("place", [("", _("Choose a place")), *tree.choices()])
        self._offer("challenge", [(one.slug, str(one.name)) for one in self.challenges])
        self._offer("aims", [(one.slug, str(one.name)) for one in Aim.objects.all()])
        self.moved_to = ""

    def clean(self) -> dict[str, Any]:
        """Let the point, when it lies in a known place, correct the municipality that was chosen."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        latitude, longitude = cleaned.get("latitude"), cleaned.get("longitude")
        cleaned["latitude"] = cleaned["longitude"] = None
        if latitude is None or longitude is None:
            return cleaned
        found = locate.code_at(longitude, latitude)
        if found is None and (Boundary.objects.exists() or not _on_earth(latitude, longitude)):
            self._forget_point()
            sentence = _("The point you gave lies outside the region, so it was removed. Choose a place from the list.")
            self.add_error("place", sentence)
            return cleaned
        cleaned["latitude"], cleaned["longitude"] = round(latitude, POINT_DIGITS), round(longitude, POINT_DIGITS)
        if found is not None and not _fits(cleaned.get("place", ""), found):
            cleaned["place"] = self.moved_to = found
            self.errors.pop("place", None)
        return cleaned

    def cards(self) -> list[tuple[Any, Challenge]]:
        """Return each challenge with its radio button."""
        return list(zip(self["challenge"], self.challenges, strict=True))

    def chosen(self) -> DraftValues:
        """Return what was chosen and typed, as far as it can be kept."""
        cleaned = self.cleaned_data
        return DraftValues(
            place_id=cleaned.get("place") or None,
            where=str(self["where"].value() or ""),
            latitude=cleaned.get("latitude"),
            longitude=cleaned.get("longitude"),
            challenge_id=cleaned.get("challenge") or None,
            aims=cleaned.get("aims") or [],
        )

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # each is a ChoiceField

    def _forget_point(self) -> None:
        change_data(self, latitude="", longitude="")


class CheckForm(CivicForm):
    """Step 3: the language of the text, and the stamp of what the person has seen."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of your text"),
        help_text=gettext_lazy("We found this out from your words. Choose another one if it is wrong."),
        error_messages={
            "required": gettext_lazy("Choose the language of your text."),
            "invalid_choice": gettext_lazy("Choose the language of your text from the list."),
        },
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices(pack().content_languages)  # type: ignore[attr-defined]  # a ChoiceField


def _fits(chosen: str, found: str) -> bool:
    root = tree.root()
    return chosen != (root.code if root else "") and found in tree.codes_within(chosen)


def _on_earth(latitude: float, longitude: float) -> bool:
    return -90 <= latitude <= 90 and -180 <= longitude <= 180  # noqa: PLR2004 - the Earth's own limits
