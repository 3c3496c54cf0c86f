"""Forms by which people report and appeal, and moderators decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from civicloop.proposals import domain
from civicloop.proposals.actions.moderation import Ruling
from civicloop.proposals.domain import Reason
from civicloop.proposals.forms.fields import WordsField
from civicloop.proposals.reasons import REASON_NAMES
from civicloop.ui.forms import CivicForm

CHOOSE = {"required": _("Choose the reason that fits best."), "invalid_choice": _("Choose the reason that fits best.")}


def _reason(label: Any) -> forms.ChoiceField:
    choices = [(str(reason), name) for reason, name in REASON_NAMES.items()]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=CHOOSE)


class ReportForm(CivicForm):
    """What is wrong with something."""

    reason = _reason(_("What is wrong with it?"))
    note = WordsField(
        label=_("What should the moderators know?"),
        max_length=domain.REPORT_NOTE_MAX,
        help_text=_("Only moderators read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def reason_chosen(self) -> Reason:
        """Return the reason of a valid form."""
        return Reason(self.cleaned_data["reason"])


class HideForm(CivicForm):
    """Why something is hidden."""

    prefix = "hide"
    reason = _reason(_("Which rule does it break?"))
    public_reason = WordsField(
        required=True,
        min_length=domain.PUBLIC_REASON_MIN,
        max_length=domain.PUBLIC_REASON_MAX,
        label=_("Reason for everybody"),
        help_text=_("It stands on the page in place of the words. Say which rule they break, without repeating them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    private_note = WordsField(
        max_length=domain.PRIVATE_NOTE_MAX,
        label=_("Note for the team"),
        help_text=_("Only moderators read this."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def ruling(self) -> Ruling:
        """Return the ruling of a valid form."""
        data = self.cleaned_data
        return Ruling(Reason(data["reason"]), data["public_reason"], data["private_note"])


class RestoreForm(CivicForm):
    """Why something hidden is shown again."""

    prefix = "restore"
    public_reason = WordsField(
        required=True,
        min_length=domain.PUBLIC_REASON_MIN,
        max_length=domain.PUBLIC_REASON_MAX,
        label=_("Reason for everybody"),
        help_text=_("It answers an appeal, where one is waiting."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    private_note = WordsField(
        max_length=domain.PRIVATE_NOTE_MAX,
        label=_("Note for the team"),
        help_text=_("Only moderators read this."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def ruling(self, reason: Reason) -> Ruling:
        """Return the ruling of a valid form; the reason is that of the decision it undoes."""
        return Ruling(reason, self.cleaned_data["public_reason"], self.cleaned_data["private_note"])


class AppealForm(CivicForm):
    """Why something should be shown again."""

    text = WordsField(
        required=True,
        label=_("Why should your words be shown again?"),
        min_length=domain.APPEAL_MIN,
        max_length=domain.APPEAL_MAX,
        help_text=_("Only moderators read this."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class AppealDecideForm(CivicForm):
    """What becomes of an appeal."""

    prefix = "appeal"
    UPHOLD, DISMISS = "uphold", "dismiss"
    outcome = forms.ChoiceField(
        label=_("Your decision"),
        choices=[(UPHOLD, _("Show the words again")), (DISMISS, _("Keep them hidden"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two."), "invalid_choice": _("Choose one of the two.")},
    )
    answer = WordsField(
        required=True,
        min_length=domain.PUBLIC_REASON_MIN,
        max_length=domain.PUBLIC_REASON_MAX,
        label=_("Answer to the author"),
        help_text=_("The author reads it; if the words are shown again, everybody can."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def upheld(self) -> bool:
        """Return whether a valid form says that the author was right."""
        return bool(self.cleaned_data["outcome"] == self.UPHOLD)
