"""Addresses: each page and its files are found under theirs, whatever dots a code holds."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import resolve, reverse
from hypothesis import given
from hypothesis import strategies as st

from repatria.desks.record.urls import FORMATS

CODES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,20}", fullmatch=True)
SUFFIXED = st.builds(
    lambda code, end, dots: f"{code}.{end}{'.' * dots}",
    CODES,
    st.sampled_from(FORMATS),
    st.integers(0, 3),
)


@given(CODES | SUFFIXED, st.sampled_from(["", "_csv", "_json", "_jsonld"]))
def test_every_code_comes_back_from_its_address(code: str, end: str) -> None:
    for name, codes in (
        ("exchange", {"code": code}),
        ("source", {"key": code}),
        ("leg", {"code": code, "giver": code, "receiver": "B", "track": "remains"}),
    ):
        found = resolve(reverse(f"record:{name}{end}", kwargs=codes))
        assert found.view_name == f"record:{name}{end}"
        assert {key: found.kwargs[key] for key in codes} == codes


@pytest.mark.parametrize("format", FORMATS)
def test_an_address_with_a_suffix_is_a_file(format: str) -> None:
    found = resolve(f"/exchanges/E1/A/B/remains.{format}")
    assert found.view_name == f"record:leg_{format}"
    assert found.kwargs["format"] == format
    assert resolve(f"/sources.{format}").view_name == f"record:sources_{format}"


@pytest.mark.parametrize(
    "address",
    [
        "/exchanges/none",
        "/exchanges/none.csv",
        "/exchanges/E250616R/RU/UA/neither",
        "/exchanges/E250616R/RU/UA/living",
        "/exchanges/E250616R/RU/XX/remains",
        "/exchanges/E250616R/RU/XX/remains.json",
        "/exchanges/E250616R?as_known=2025-06-15",
        "/contradictions/0000000000000000",
        "/contradictions/0000000000000000.json",
        "/sources/none",
        "/sources/none.jsonld",
        "/sources/pr0829?as_known=2025-08-28",
        "/uk/sources/none",
    ],
)
def test_what_is_not_known_is_not_found(site: Client, address: str) -> None:
    assert site.get(address).status_code == 404


def test_a_code_that_ends_like_a_file_has_its_page(told: object) -> None:
    assert callable(told)
    site = told(
        [{"quantity": 3, "speaker": "b", "exchange": "E1.csv"}],
        exchanges=[{"code": "E1.csv", "date": "2024-05-01", "title": "t", "track": "remains"}],
    )
    page = reverse("record:exchange", args=["E1.csv"])
    assert b"<h1>" in site.get(page).content
    assert site.get(reverse("record:exchange_csv", args=["E1.csv"]))["Content-Type"].startswith(
        "text/csv"
    )
