"""Every page allauth can show is ours."""

from pathlib import Path

import pytest
from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from allauth.usersessions import urls as usersessions_urls
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver

from civicloop.people import mails
from civicloop.people.middleware import PASSWORD_PAGES

ROOM = Path(mails.__file__).parent


def patterns(entries):
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns)
        elif isinstance(entry, URLPattern):
            yield entry


def allauth_templates():
    """Every template a reachable page of allauth names."""
    for pattern in patterns([*account_urls.urlpatterns, *mfa_urls.urlpatterns, *usersessions_urls.urlpatterns]):
        view = getattr(pattern.callback, "view_class", None)
        if pattern.name not in PASSWORD_PAGES and getattr(view, "template_name", None):
            yield view.template_name


@pytest.mark.parametrize("name", sorted(set(allauth_templates())))
def test_every_page_of_allauth_is_ours(name):
    origin = Path(get_template(name).origin.name)
    assert origin.is_relative_to(ROOM), f"{name} comes from {origin}"
