"""Tags of the account pages."""

from django import template
from django.utils.translation import gettext as _

from civicloop.people import intent
from civicloop.people.domain import browser_name

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting_intent(context: template.Context) -> intent.Intent | None:
    """Return what the person was about to do before signing in, if anything."""
    return intent.waiting(context["request"])


@register.filter
def browser(user_agent: str) -> str:
    """Write browser and system in words a person knows."""
    return browser_name(user_agent) or _("Unknown browser")
