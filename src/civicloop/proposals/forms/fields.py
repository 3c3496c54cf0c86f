"""Fields that several forms of this room share."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.http import QueryDict

from civicloop.core.errors import CivicError
from civicloop.proposals.words import visible


class WordsField(forms.CharField):
    """Words as a person typed them: the action says what is wrong with them, in the same sentence as the API.

    No `maxlength`: a browser would cut off what was pasted, without a word.
    """

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(strip=False, required=required, **kwargs)
        self.validators = []

    def validate(self, value: Any) -> None:
        """Leave the sentence for missing words to the action; `required` is for the label and the browser."""

    def prepare_value(self, value: Any) -> Any:
        """Return the words for the form shown once more, without what no page may carry."""
        return visible(value) if isinstance(value, str) else value


def attempt[T](form: forms.Form, action: Callable[[], T]) -> T | None:
    """Do what a form asks for and return the result; None when it is refused, the sentence at its field."""
    if not form.is_valid():
        return None
    try:
        return action()
    except CivicError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None


def change_data(form: forms.Form, **values: str) -> None:
    """Change what a bound form shows when it is shown once more."""
    data = cast("QueryDict", form.data).copy()
    for name, value in values.items():
        data[form.add_prefix(name)] = value
    form.data = data
