"""The site in use: by keyboard, in another language, on another day, on paper and in the dark."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import NewPage
from browser.visiting import KINDS, PHONE, Site

WEEK, LEG = KINDS["a week"], KINDS["leg, two counts"]
# What has the focus, whether it is in the window, and whether it shows: by a ring, and in a drawing
# by a line around it or under it. A field of a date has stops of its own inside; the last of them,
# which opens the calendar, has the browser's ring.
FOCUSED = """() => {
  const e = document.activeElement, b = e.getBoundingClientRect();
  const shows = one => {
    const s = getComputedStyle(one);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)
        || (e.closest('svg') && (parseFloat(s.strokeWidth) >= 3 && s.stroke !== 'none'
                                 || s.textDecorationLine === 'underline'));
  };
  return {what: e.tagName, id: e.id, text: e.textContent.trim().slice(0, 40),
          ring: [e, ...e.querySelectorAll('*')].some(shows) || e.matches('[type=date]'),
          seen: b.width > 0 && b.height > 0 && b.top > -1 && b.left > -1
                && b.bottom < innerHeight + 1 && b.right < innerWidth + 1};
}"""


def focused(page: Page) -> dict[str, object]:
    found: dict[str, object] = page.evaluate(FOCUSED)
    return found


def figures(page: Page) -> set[str]:
    """The numbers in the cells of the page's tables and columns, without their separators."""
    texts = page.locator("main td.n, main .figure, main .fact b").all_text_contents()
    return {digits for text in texts if (digits := re.sub(r"\D", "", text))}


def test_the_first_stop_of_the_keyboard_leads_to_the_content(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(site.at(WEEK))
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    assert urlsplit(page.url).fragment == "main"
    page.keyboard.press("Tab")
    inside = page.evaluate("document.activeElement.closest('main') !== null")
    assert inside, "the next stop is the first link of the content"


@pytest.mark.parametrize(
    ("kind", "scheme"),
    [("a week", "light"), ("a week", "dark"), ("leg, two counts", "dark"), ("sources", "light")],
)
def test_the_focus_is_seen_at_every_stop(
    kind: str, scheme: str, site: Site, new_page: NewPage
) -> None:
    page = new_page(scheme=scheme)
    page.goto(site.at(KINDS[kind]))
    stops = []
    for _ in range(50):
        page.keyboard.press("Tab")
        stops.append(focused(page))
        if stops[-1]["what"] == "BODY":  # behind the last stop of the page
            stops.pop()
            break
    assert len(stops) > 10
    assert [stop for stop in stops if not (stop["ring"] and stop["seen"])] == []


@pytest.mark.parametrize("kind", ["as known on a day", "leg, two counts", "contradiction"])
def test_the_other_languages_show_the_same_page(kind: str, site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(site.at(KINDS[kind]))
    said = figures(page)
    assert said
    for name, code in (("Українська", "uk"), ("Русский", "ru"), ("English", "en")):
        page.get_by_role("link", name=name, exact=True).click()
        assert page.url == site.at(KINDS[kind], code)
        assert page.locator("html").get_attribute("lang") == code
        assert figures(page) == said


@pytest.mark.parametrize(
    ("language", "scripts"), [("en", True), ("en", False), ("uk", False), ("ru", False)]
)
def test_a_page_can_be_asked_about_another_day(
    language: str, scripts: bool, site: Site, new_page: NewPage
) -> None:
    page = new_page(scripts=scripts)
    page.goto(site.at(LEG, language))
    form = page.locator("form.filter")
    assert (form.get_attribute("method") or "get").lower() == "get"
    form.locator("[name=as_known]").fill("2025-06-17")
    form.locator("button[type=submit]").click()
    asked = urlsplit(page.url)
    assert (asked.path, parse_qs(asked.query)) == (
        urlsplit(site.at(LEG, language)).path,
        {"as_known": ["2025-06-17"]},
    )
    assert form.locator("[name=as_known]").input_value() == "2025-06-17"
    assert "2025" in page.locator("main .aside").first.inner_text()
    crumb = page.locator("nav.crumb a").first.get_attribute("href")
    assert crumb is not None
    assert "as_known=2025-06-17" in crumb, "the links of the page stay on that day"


def test_a_day_that_is_none_is_told_beside_its_field(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(site.at("/?as_known=2025-02-30"))
    field = page.locator("[name=as_known]")
    assert field.get_attribute("aria-invalid") == "true"
    told = page.locator(f"#{field.get_attribute('aria-describedby')}")
    expect(told).to_be_visible()


def test_a_figure_leads_to_how_it_is_made(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(site.at(LEG))
    page.locator("a.chip.contested").first.click()
    assert urlsplit(page.url).path == "/method"
    expect(page.locator(f"#{urlsplit(page.url).fragment}")).to_be_in_viewport()


def test_the_dark_page_is_dark_and_the_printed_one_is_not(site: Site, new_page: NewPage) -> None:
    page = new_page(scheme="dark")
    page.goto(site.at(WEEK))
    ground = "() => getComputedStyle(document.body).backgroundColor"
    dark = [int(part) for part in page.evaluate(ground)[4:-1].split(",")[:3]]
    assert max(dark) < 80
    page.emulate_media(media="print", color_scheme="light")
    light = page.evaluate(ground)
    assert light in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize("kind", ["a week", "leg, two counts", "two readings", "sources"])
def test_at_twice_the_size_nothing_is_cut_off(kind: str, site: Site, new_page: NewPage) -> None:
    """200 % on a desktop is a window of half its width."""
    page = new_page(640)
    page.goto(site.at(KINDS[kind]))
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")
    expect(page.locator("h1")).to_be_visible()


def test_what_is_touched_on_a_phone_is_large_enough(site: Site, new_page: NewPage) -> None:
    page = new_page(PHONE)
    page.goto(site.at(LEG))
    for control in page.locator("form.filter input, form.filter button").all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 24
