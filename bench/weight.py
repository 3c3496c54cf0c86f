"""How heavy pages are in a real browser: code, all bytes, requests, third parties, cookies.

Goals, gzip, every public page: code (HTML, CSS, JS) ≤ 60 kB – map pages ≤ 105 kB –, ≤ 150 kB in all, ≤ 15 requests,
no request to a third party, no cookie for a visitor who only reads.
"""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, Response, sync_playwright

from civicloop.config.browser import chromium
from tools.harness import arguments, region, report

CODE_KB, MAP_CODE_KB, ALL_KB, REQUESTS = 60, 105, 150, 15
PAGES = (
    *("", "proposals", "proposals?q=parc", "proposals/map", "proposals/1", "proposals/1/arguments?side=for"),
    *("search?q=parc", "places", "places/ixelles", "challenges", "challenges/safe", "aims/inclusion", "bodies"),
    *("bodies/mobility", "roles", "rules", "moderation/figures", "style-guide", "about", "accessibility", "privacy"),
    *("accounts/login/", "accounts/signup/"),
)
MAPS = ("proposals/map", "places")
CODE_TYPES = ("text/html", "text/css", "javascript")


@dataclass
class Weight:
    """What one visit cost, in kB (10³ bytes) over the wire."""

    code: float = 0.0
    total: float = 0.0
    requests: int = 0
    strangers: list[str] = field(default_factory=list)
    cookies: int = 0


def visit(browser: Browser, base: str, path: str) -> Weight:
    """Open a page with an empty cache and weigh everything that was fetched."""
    weight = Weight()
    context = browser.new_context()
    page = context.new_page()
    responses: list[Response] = []
    page.on("response", responses.append)
    answer = page.goto(f"{base}/en/{path}", wait_until="networkidle")
    if answer is None or answer.status != 200:
        raise RuntimeError(f"/en/{path} answered {answer.status if answer else 'nothing'}")
    for response in responses:
        if response.url.startswith("data:"):
            continue
        sizes = response.request.sizes()
        kilobytes = (sizes["responseBodySize"] + sizes["responseHeadersSize"]) / 1000
        weight.requests += 1
        weight.total += kilobytes
        if any(kind in response.headers.get("content-type", "") for kind in CODE_TYPES):
            weight.code += kilobytes
        if not response.url.startswith(base):
            weight.strangers.append(response.url)
    weight.cookies = len(context.cookies())
    context.close()
    return weight


def main() -> None:
    """Weigh every page and report the heaviest."""
    arguments(__doc__ or "")
    with region() as made, made.demo(), made.server() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-background-networking"]
        )
        weights = {path: visit(browser, f"http://127.0.0.1:{port}", path) for path in PAGES}
        browser.close()
    for path, weight in weights.items():
        sizes = f"code {weight.code:6.1f} kB  all {weight.total:6.1f} kB"
        print(f"  /{path:<32} {sizes}  {weight.requests:2} requests  {weight.cookies} cookies")
    plain = max(w.code for path, w in weights.items() if path not in MAPS)
    maps = max(weights[path].code for path in MAPS)
    total = max(w.total for w in weights.values())
    requests = max(w.requests for w in weights.values())
    strangers = sum(len(w.strangers) for w in weights.values())
    # A form a visitor fills in needs its token; reading never does.
    cookies = sum(w.cookies for path, w in weights.items() if not path.startswith("accounts/"))
    report("weight", "code of the heaviest page", plain, "kB", f"<= {CODE_KB}", holds=plain <= CODE_KB)
    report("weight", "code of the heaviest map page", maps, "kB", f"<= {MAP_CODE_KB}", holds=maps <= MAP_CODE_KB)
    report("weight", "heaviest page in all", total, "kB", f"<= {ALL_KB}", holds=total <= ALL_KB)
    report("weight", "requests of the busiest page", requests, "requests", f"<= {REQUESTS}", holds=requests <= REQUESTS)
    report("weight", "requests to third parties", strangers, "requests", "0", holds=strangers == 0)
    report("weight", "cookies for a visitor who reads", cookies, "cookies", "0", holds=cookies == 0)


if __name__ == "__main__":
    main()
