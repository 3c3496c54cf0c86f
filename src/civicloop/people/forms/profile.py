"""What a person says about themselves, when signing up and later."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from civicloop.core.region import pack
from civicloop.people.actions import person as actions
from civicloop.people.domain import NAME_LENGTH
from civicloop.people.models import User
from civicloop.ui.forms import CivicForm

NAME_LABEL = gettext_lazy("Name shown in public")
NAME_HELP = gettext_lazy("Any name you like. Leave it empty and you appear as “A resident”.")
PLACE_LABEL = gettext_lazy("Municipality")


def place_choices() -> list[tuple[str, str]]:
    """Return the region's municipalities to choose from, by name in the reader's language."""
    places = sorted(
        ((place.code, str(place.name)) for place in pack().municipalities), key=lambda item: item[1].casefold()
    )
    return [("", _("I would rather not say")), *places]


def language_choices(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return languages to choose from, each in its own name."""
    from django.conf.locale import LANG_INFO  # noqa: PLC0415 - a long table, read here only

    own = dict(settings.LANGUAGES)
    return [(code, own.get(code) or LANG_INFO[code]["name_local"].capitalize()) for code in codes]


class SignupExtras(CivicForm):
    """What the sign-up form asks besides the e-mail address (settings.ACCOUNT_SIGNUP_FORM_CLASS)."""

    display_name = forms.CharField(label=NAME_LABEL, help_text=NAME_HELP, max_length=NAME_LENGTH, required=False)
    municipality = forms.ChoiceField(label=PLACE_LABEL, required=False)
    rules = forms.BooleanField(
        error_messages={
            "required": gettext_lazy("Tick this box to sign up. Without it we may not open an account for you.")
        }
    )

    field_order = ["email", "display_name", "municipality", "rules"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].widget.attrs["autocomplete"] = "nickname"
        self.fields["municipality"].choices = place_choices()  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["rules"].label = _("I am %(age)s or older and I accept the rules") % {"age": pack().rules.min_age}
        link = format_html('<a class="ds-link" href="{}">{}</a>', reverse("people:rules-show"), _("Read the rules"))
        self.fields["rules"].help_text = link

    def signup(self, request: HttpRequest, user: User) -> None:  # noqa: ARG002 - allauth's signature
        """Keep the answers with the new account; the language is that of the page."""
        actions.complete_sign_up(
            by=user,
            display_name=self.cleaned_data["display_name"],
            place_code=self.cleaned_data["municipality"],
            language=get_language() or settings.LANGUAGE_CODE,
        )


class ProfileForm(CivicForm):
    """What others see of a person, and the languages we use with them."""

    display_name = forms.CharField(label=NAME_LABEL, help_text=NAME_HELP, max_length=NAME_LENGTH, required=False)
    place_code = forms.ChoiceField(label=PLACE_LABEL, required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of our mails to you"),
        error_messages={"required": gettext_lazy("Choose a language.")},
    )
    also_reads = forms.MultipleChoiceField(
        label=gettext_lazy("Other languages you read"),
        help_text=gettext_lazy("So that we know what we need not translate for you."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].widget.attrs["autocomplete"] = "nickname"
        self.fields["place_code"].choices = place_choices()  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["language"].choices = language_choices(pack().interface_languages)  # type: ignore[attr-defined]  # the same
        self.fields["also_reads"].choices = language_choices(pack().content_languages)  # type: ignore[attr-defined]  # the same

    @classmethod
    def of(cls, person: User) -> "ProfileForm":
        """Return the form filled with what a person said before."""
        return cls(initial={field: getattr(person, field) for field in actions.PROFILE})
