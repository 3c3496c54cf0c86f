"""Links that higher rooms add to the account page, such as drafts or saved searches."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Link:
    """A link on the account page; a lower order stands higher."""

    order: int
    url_name: str
    label: str | Promise


_links: dict[str, Link] = {}


def register(order: int, url_name: str, label: str | Promise) -> None:
    """Add a link to the account page; called once from AppConfig.ready, with a lazily translated label."""
    _links[url_name] = Link(order, url_name, label)


def links() -> list[Link]:
    """Return the registered links in their order."""
    return sorted(_links.values(), key=lambda link: (link.order, link.url_name))
