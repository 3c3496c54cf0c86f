"""A few small icons, drawn for Civicloop in a 24 × 24 box with a line two units wide."""

from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "arrow-left": "M20 12H4m6-6-6 6 6 6",
    "arrow-right": "M4 12h16m-6-6 6 6-6 6",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zm4 4h4",
    "calendar": "M4 6h16v14H4zm0 5h16M8 3v5m8-5v5",
    "check": "M4 12.5 9.5 18 20 7",
    "chevron-down": "M5 9l7 7 7-7",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4v5l4 2",
    "close": "M5 5l14 14M19 5 5 19",
    "copy": "M9 9h11v11H9zM5 15H4V4h11v1",
    "download": "M12 4v11m-5-5 5 5 5-5M4 20h16",
    "edit": "M4 20l1-5L16 4l4 4L9 19zM13.5 6.5l4 4",
    "external": "M14 4h6v6m0-6-9 9M18 14v6H4V6h6",
    "feed": "M5 5a14 14 0 0 1 14 14M5 11a8 8 0 0 1 8 8m-7 0h.01",
    "filter": "M4 6h16M7 12h10m-7 6h4",
    "flag": "M5 21V4h13l-3 5 3 5H5",
    "heart": "M12 20C6 16 3 12.5 3 9a4.5 4.5 0 0 1 9-1.2A4.5 4.5 0 0 1 21 9c0 3.5-3 7-9 11z",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 8v6m0-9.5v.01",
    "link": "M10 14a4 4 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1 1m2 4a4 4 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1-1",
    "list": "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
    "lock": "M6 11h12v9H6zm2 0V8a4 4 0 0 1 8 0v3",
    "map": "M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zm6-2v14m6-12v14",
    "menu": "M4 6h16M4 12h16M4 18h16",
    "minus": "M5 12h14",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4 3.5-6 8-6s8 2 8 6",
    "place": "M12 21c5-5.5 7-8.5 7-11.5a7 7 0 0 0-14 0c0 3 2 6 7 11.5zm0-14a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
    "plus": "M12 5v14M5 12h14",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20 20",
    "share": "M12 15V4m-4 4 4-4 4 4M5 12v8h14v-8",
    "speech": "M4 5h16v11H11l-5 4v-4H4z",
    "thumb-up": "M4 11h3v9H4zm3 0 4-8c2 0 3 1 3 3l-1 4h6l-1.5 9L16 20H7",
    "warning": "M12 4 2.5 20h19zm0 6v5m0 2.5v.01",
}
_SVG = (
    '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2"'
    ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{}"/></svg>'
)
# Safe: made of our own constants only.
_ICONS = {name: mark_safe(_SVG.format(path)) for name, path in PATHS.items()}


def icon(name: str) -> SafeString:
    """Return an icon as inline SVG, hidden from screen readers: the words beside it say the same.

    Errors: KeyError naming the icons there are.
    """
    try:
        return _ICONS[name]
    except KeyError:
        raise KeyError(f"There is no icon “{name}”; there are {', '.join(PATHS)}") from None
