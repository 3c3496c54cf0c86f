"""The room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from civicloop.people.access import Permission
from civicloop.ui import nav


class PeopleConfig(AppConfig):
    """See README.md."""

    name = "civicloop.people"
    label = "people"

    def ready(self) -> None:
        """Name the room's pages for the ways through the site."""
        nav.register_account(10, "people:account-show", _("Your account"))
        nav.register_account(90, "account_logout", _("Sign out"), method="post")
        nav.register_footer(50, "people:body-list", _("Public bodies"))
        nav.register_footer(10, "people:rules-show", _("The rules"), group=nav.FooterGroup.TRUST)
        nav.register_footer(20, "people:role-list", _("Who may do what"), group=nav.FooterGroup.TRUST)
        nav.register_staff(90, "people:person-list", _("People"), permission=Permission.ROLE_GRANT)
