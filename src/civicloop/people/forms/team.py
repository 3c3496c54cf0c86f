"""Forms for those who run the platform or a public body."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from civicloop.people.access import ROLE_NAMES, BodyRole
from civicloop.ui.forms import CivicForm

BODY_ROLES = [(str(role), ROLE_NAMES[role]) for role in BodyRole]


class MemberAddForm(CivicForm):
    """Who joins a public body, and as what."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("Of somebody who has an account here."),
        max_length=254,
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=BODY_ROLES, initial=str(BodyRole.VIEWER))


class MemberEditForm(CivicForm):
    """Another role for a member."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=BODY_ROLES)


class PersonSearchForm(CivicForm):
    """Whom an admin looks for."""

    q = forms.CharField(label=gettext_lazy("E-mail address or name"), max_length=100, required=False)


class _ReasonForm(CivicForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix=self.prefix)
        self.fields["reason"].help_text = self.help()

    def help(self) -> str:
        """Return what the reason is for."""
        raise NotImplementedError


class BlockForm(_ReasonForm):
    """Why a person may not write any more."""

    prefix = "block"

    def help(self) -> str:
        """Return what the reason is for."""
        return _("The person reads it. Name what happened and which rule it breaks.")


class UnblockForm(_ReasonForm):
    """Why a person may write again."""

    prefix = "unblock"

    def help(self) -> str:
        """Return what the reason is for."""
        return _("For the platform team and its records.")


class SecondFactorRemoveForm(_ReasonForm):
    """Why a person's second step is taken away."""

    prefix = "second-factor"

    def help(self) -> str:
        """Return what the reason is for."""
        return _("How did you make sure that it is this person who asks?")
