"""What the browser tests look at, and with what eyes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request, Response

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
LANGUAGES = {"en": "", "uk": "/uk", "ru": "/ru"}
PHONE, DESKTOP = 390, 1280

# Every kind of page, and of the kinds that differ by what is on them, each sort.
KINDS = {
    "the whole record": "/",
    "a week": "/?from=2025-06-09&until=2025-06-16",
    "a week without exchanges": "/?from=2025-06-27&until=2025-06-30",
    "as known on a day": "/?from=2025-06-09&until=2025-07-22&as_known=2025-07-22",
    "a day that is none": "/?from=tomorrow&as_known=2025-02-30",
    "agreements": "/agreements",
    "two readings": "/agreements/IST2",
    "one reading": "/agreements/IST1",
    "exchange of prisoners": "/exchanges/E250614",
    "handover of remains": "/exchanges/E250616R",
    "exchange that did not happen": "/exchanges/E250607",
    "leg, two counts": "/exchanges/E250616R/RU/UA/remains",
    "leg, none and not stated": "/exchanges/E250614R/UA/RU/remains",
    "leg, no number": "/exchanges/E250614/UA/RU/living",
    "leg, parts": "/exchanges/E250523/RU/UA/living",
    "contradictions": "/contradictions",
    "contradictions of a kind": "/contradictions?kind=readings",
    "contradiction": "/contradictions/{contradiction}",
    "sources": "/sources",
    "source": "/sources/seed",
    "source with a long address": "/sources/pr0523",
    "method": "/method",
    "for programs": "/api",
}
# Chromium says so of a field that comes back as it was sent; the page says it beside the field.
DAY_THAT_IS_NONE = "does not conform to the required format"
MISSING = "/exchanges/none-of-this-code"


def chromium() -> str:
    """The Chromium of REPATRIA_CHROMIUM, else of this machine; without one the tests fail."""
    named = os.environ.get("REPATRIA_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "no Chromium was found; name one in REPATRIA_CHROMIUM"
    return found


@dataclass(frozen=True)
class Site:
    """The running site: where it answers, and what a visitor must know of what is on it."""

    address: str
    contradiction: str
    every: tuple[str, ...]
    places_of_method: frozenset[str]

    def at(self, path: str, language: str = "en") -> str:
        shown = path.format(contradiction=self.contradiction)
        return f"{self.address}{LANGUAGES[language]}{shown}"


@dataclass
class Watch:
    """What a page does besides being shown: messages, errors, requests that leave the site."""

    page: Page
    site: Site
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if DAY_THAT_IS_NONE not in message.text:
            self.seen.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.site.address).netloc:
            self.seen.append(f"request to elsewhere: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.seen.append(f"{response.status}: {response.url}")


def violations(page: Page) -> list[str]:
    """What axe finds on the page, one line a rule, with the places."""
    options = {"runOnly": {"type": "tag", "values": list(WCAG)}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {', '.join(str(node['target']) for node in one['nodes'][:5])}"
        for one in found
    ]


def sideways(page: Page) -> list[str]:
    """By how much the page is wider than its window, if it is."""
    root = "document.documentElement"
    wide = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
    return [f"{wide} px wider than a window of {page.viewport_size}"] if wide > 0 else []


def lost_links(page: Page, site: Site) -> list[str]:
    """The links to places, on this page or on that of the method, that lead to none."""
    inside, to_method, there = page.evaluate(
        """() => {
          const hashes = where => [...document.querySelectorAll(where)].map(a => a.hash.slice(1));
          return [hashes('a[href^="#"]'), hashes('a[href*="/method#"]'),
                  [...document.querySelectorAll('[id]')].map(e => e.id)];
        }"""
    )
    lost = {*inside} - {*there} | {*to_method} - site.places_of_method
    return [f"no place #{place}" for place in sorted(lost)]


def faults(page: Page, site: Site, path: str, language: str = "en") -> Iterator[str]:
    """Everything wrong with a page as it is shown now."""
    watch = Watch(page, site)
    answer = page.goto(site.at(path, language))
    if answer is None or answer.status != 200:
        watch.seen.append(f"answers {answer and answer.status}")
    if page.locator("html").get_attribute("lang") != language:
        watch.seen.append("another language")
    if page.locator("h1").count() != 1:
        watch.seen.append("not one heading of the first rank")
    for fault in (*violations(page), *sideways(page), *lost_links(page, site), *watch.seen):
        yield f"{site.at(path, language)}: {fault}"


COOKIE = "repatria-session"


@dataclass(frozen=True)
class Desk:
    """Codes of what is on a desk, and the session of a clerk who works there."""

    cookie: str
    codes: dict[str, str]

    def path(self, named: str) -> str:
        return named.format(**self.codes)
