"""Every page in every dress: language, light and dark, phone and desktop. Run by
`python3 dev.py check --pages`, and left out of the suite."""

from __future__ import annotations

from itertools import cycle, product

import pytest

from browser.conftest import NewPage
from browser.visiting import DESKTOP, KINDS, LANGUAGES, PHONE, Site, faults

pytestmark = pytest.mark.pages_full
DRESSES = tuple(product(LANGUAGES, ("light", "dark"), (PHONE, DESKTOP)))


@pytest.mark.parametrize(("language", "scheme", "width"), DRESSES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_in_every_dress(
    kind: str, language: str, scheme: str, width: int, site: Site, new_page: NewPage
) -> None:
    assert not list(faults(new_page(width, scheme), site, KINDS[kind], language))


def test_every_address_of_the_record_in_one_dress_after_the_other(
    site: Site, new_page: NewPage
) -> None:
    found = []
    for path, (language, scheme, width) in zip(site.every, cycle(DRESSES)):
        page = new_page(width, scheme)
        found += faults(page, site, path, language)
        page.context.close()
    assert found == [], "\n".join(found)
