"""A break by the width of the page is a space; a break that ends a line is one."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.statements.drafting.wrapping import unwrapped

PARAGRAPH = (
    "Northland handed over the bodies of 1,212 people on Wednesday, the Southern staff said, and "
    "took back 27. The staff did not say how many of them were officers, and the Northern ministry "
    "named no figure of its own until late in the evening of the same day."
)
LIST = "— Back: 31 soldiers\n— Sent: 31\n— Bodies: none"


@pytest.mark.parametrize("width", [50, 72, 90])
def test_a_paragraph_broken_by_width_is_one_line(width: int) -> None:
    text = "A headline of its own\n\n" + textwrap.fill(PARAGRAPH, width) + "\n\n" + LIST
    assert unwrapped(text) == f"A headline of its own\n\n{PARAGRAPH}\n\n{LIST}"


def test_a_break_before_a_small_letter_goes_on() -> None:
    assert unwrapped("They handed over 40 bodies\nand took 12.") == (
        "They handed over 40 bodies and took 12."
    )


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        "Headline without a stop\nThe South received 40 bodies on Monday.",
        "18:30. First pictures.\n19:05. Back: 31.\n19:40. Nobody says more.",
        "Q: How many?\nA: 157.\nQ: And back?\nA: As many.",
    ],
)
def test_lines_that_end_where_they_break_stay(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(alphabet="ab A1.,\n—", max_size=300))
def test_every_character_keeps_its_place(text: str) -> None:
    read = unwrapped(text)
    assert len(read) == len(text)
    assert all(a == b or (a == "\n" and b == " ") for a, b in zip(text, read, strict=True))
