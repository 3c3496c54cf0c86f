"""The account rules that hold on every page, whichever room it belongs to."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from civicloop.core.access import marker
from civicloop.people import intent
from civicloop.people.access import SecondFactorNeeded
from civicloop.people.second_factor import needs_second_factor

# allauth brings these pages along; here nobody has a password, so they do not exist.
PASSWORD_PAGES = frozenset(
    {
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_reauthenticate",
    }
)
CODE_PAGES = frozenset({"account_confirm_login_code", "account_email_verification_sent"})


class account_rules:  # noqa: N801 - reads like the functions beside it in MIDDLEWARE
    """Middleware: no password pages, staff pages only with a second step, a word when a code is too old."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; say why, when the page for a code leads away because there is no code to type."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseRedirect) and _code_is_gone(request):
            messages.warning(request, _("That code is too old or was used already. Ask for a new one."))
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: object,  # noqa: ARG002 - Django's signature
        kwargs: object,  # noqa: ARG002 - Django's signature
    ) -> HttpResponse | None:
        """Return a page instead of the view's own where a rule asks for it."""
        match = request.resolver_match
        if match is not None and match.url_name in PASSWORD_PAGES:
            raise Http404
        staff_page = (marker(view) or "").startswith("needs(")
        if staff_page and request.user.is_authenticated and needs_second_factor(request.user):
            return to_second_factor(request)
        return None

    def process_template_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Answer 422 where allauth shows a form again with what is wrong in it, as our own pages do."""
        context = getattr(response, "context_data", None) or {}
        forms = [context.get(name) for name in ("form", "verify_form", "webauthn_form")]
        wrong = any(form is not None and form.is_bound and form.errors for form in forms)
        if wrong and request.method == "POST" and response.status_code == HTTPStatus.OK:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return a redirect to the page where a second step is set up, when an action asked for one."""
        return to_second_factor(request) if isinstance(error, SecondFactorNeeded) else None


def to_second_factor(request: HttpRequest) -> HttpResponse:
    """Return a redirect to where a second step is set up; it leads back to the page that was wanted."""
    sentence = _("Your role can change what others see, so it needs a second step at sign-in. Set one up now.")
    back = request.get_full_path() if request.method == "GET" else reverse("people:account-show")
    intent.remember(request, name="second-factor", sentence=sentence, next_url=back)
    return HttpResponseRedirect(reverse("mfa_index"))


def _code_is_gone(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or match.url_name not in CODE_PAGES or request.user.is_authenticated:
        return False
    if any(key in request.session for key in ("account_login", "account_email_verification_code")):
        return False  # the code was right, or another was sent, and the next step follows
    return not getattr(messages.get_messages(request), "added_new", False)  # too many wrong codes said so already
