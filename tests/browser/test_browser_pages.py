"""Every kind of page in a real browser: what axe finds, what the console says, how wide it is."""

from __future__ import annotations

import pytest

from browser.conftest import NewPage
from browser.visiting import KINDS, MISSING, PHONE, Site, Watch, faults, sideways, violations


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_no_fault_on_a_desktop_and_fits_a_phone(
    kind: str, site: Site, new_page: NewPage
) -> None:
    page = new_page()
    found = list(faults(page, site, KINDS[kind]))
    page.set_viewport_size({"width": PHONE, "height": 844})
    assert [*found, *sideways(page)] == []


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_page_of_a_wrong_address_has_no_fault(
    language: str, site: Site, new_page: NewPage
) -> None:
    page = new_page(PHONE)
    watch = Watch(page, site)
    answer = page.goto(site.at(MISSING, language))
    assert answer is not None
    assert answer.status == 404
    assert page.locator("html").get_attribute("lang") == language
    found = [*violations(page), *sideways(page)]
    assert [*found, *(told for told in watch.seen if "404" not in told)] == []


@pytest.mark.parametrize(
    "kind", ["a week", "two readings", "leg, two counts", "contradictions", "source", "method"]
)
def test_a_page_is_whole_without_scripts(kind: str, site: Site, new_page: NewPage) -> None:
    with_scripts, without = new_page(), new_page(scripts=False)
    for page in (with_scripts, without):
        page.goto(site.at(KINDS[kind]))
    assert without.locator("h1").count() == 1
    assert without.locator("main").inner_text() == with_scripts.locator("main").inner_text()
    assert not with_scripts.locator("script:not([type='application/ld+json'])").count()
