"""The room's place in Django."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """See README.md."""

    name = "civicloop.site"
    label = "site"

    def ready(self) -> None:
        """Name the room's pages for the ways through the site."""
        from civicloop.ui import nav  # noqa: PLC0415 - apps must be ready

        nav.set_search("site:search")
        nav.register_footer(10, "site:about", _("What this is"))
        nav.register_footer(10, "site:data-list", _("Open data"), group=nav.FooterGroup.DATA)
        nav.register_footer(20, "site:api-show", _("API"), group=nav.FooterGroup.DATA)
        if settings.SOURCE_URL:  # the licence asks that whoever uses the site can read its source
            nav.register_footer(30, "", _("Source code"), group=nav.FooterGroup.DATA, url=settings.SOURCE_URL)
        nav.register_footer(30, "site:accessibility", _("Accessibility"), group=nav.FooterGroup.TRUST)
        nav.register_footer(40, "site:privacy", _("Privacy"), group=nav.FooterGroup.TRUST)
