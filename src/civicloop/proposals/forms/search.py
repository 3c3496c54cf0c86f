"""The form that keeps a search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from civicloop.ui.forms import CivicForm

NAMELESS = _("Give the search a name, so that you know it again.")


class SavedSearchForm(CivicForm):
    """A name for a search; the action says what is wrong with it."""

    name = forms.CharField(label=_("Name of the search"), max_length=None, error_messages={"required": NAMELESS})
