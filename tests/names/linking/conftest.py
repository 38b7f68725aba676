"""Small made-up lists, read once for all tests of linking."""

from __future__ import annotations

import pytest
from linking_lists import made_table

from repatria.synthetic.lists.two_lists import TwoLists, two_lists


@pytest.fixture(scope="session")
def made() -> TwoLists:
    return two_lists(3_000, 1_000, seed=17)


@pytest.fixture(scope="session")
def tables(made: TwoLists):
    return [made_table(made.first), made_table(made.second)]
