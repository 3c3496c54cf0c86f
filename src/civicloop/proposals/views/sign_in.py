"""What a visitor wanted to do, carried through signing in."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from civicloop.core.access import to_sign_in
from civicloop.people import intent


def sign_in_for(request: HttpRequest, name: str, sentence: str) -> HttpResponse:
    """Send a visitor to sign in, with a sentence that says what for; they come back to this address.

    The page they come back to asks `intent.take(request, name)`.
    """
    intent.remember(request, name=name, sentence=sentence, next_url=request.get_full_path())
    return to_sign_in(request, back=request.get_full_path())


def back_to(request: HttpRequest, otherwise: str) -> str:
    """Return the page of this site a form asks to come back to, else the one given."""
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else otherwise
