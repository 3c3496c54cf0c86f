"""Personal tokens for programs that use the API."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from civicloop.core.access import signed_in
from civicloop.core.errors import CivicError
from civicloop.people.actions.token import create_token, revoke_token
from civicloop.people.forms.account import TokenForm
from civicloop.people.views import me, see_other

FRESH = "fresh_token"  # session key: the secret waits there for the one page that shows it


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def token_list(request: HttpRequest) -> HttpResponse:
    """Show a person's tokens, the fresh one with its secret, and make new ones."""
    person = me(request)
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _token, secret = create_token(by=person, name=form.cleaned_data["name"])
        except CivicError as error:
            form.add_error(error.field, str(error))
        else:
            request.session[FRESH] = secret
            return see_other("people:token-list")
    context = {"form": form, "tokens": person.api_tokens.all(), "secret": request.session.pop(FRESH, "")}
    response = render(request, "people/token_list.html", context, status=422 if form.is_bound else 200)
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@require_POST
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of the person's own tokens away."""
    revoke_token(by=me(request), token=get_object_or_404(me(request).api_tokens, pk=pk))
    messages.success(request, _("The token is revoked. Programs that used it can no longer get in."))
    return see_other("people:token-list")
