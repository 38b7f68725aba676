"""Passages by position and by their words, held against the bytes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st

import made_files as made
from desks.press.conftest import Add
from people import member
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role
from repatria.desks.press import keeping
from repatria.desks.press.models import Document, Quotation
from repatria.desks.press.queries import documents as queries
from repatria.desks.press.services import Fault, check, quote, quote_words
from repatria.desks.press.services.documents import DocumentError

TEXT = "Said the first: 25 returned.\nSaid the other: 25 returned.\nNobody said more.\n"


@trials(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(["обмін", "25", "\u0301", "\n", " ", "🕊", "«так»"]), min_size=1),
    data=st.data(),
)
def test_any_passage_that_is_quoted_is_right_and_says_what_stands_there(
    words: list[str], data: st.DataObject, added: Add, clerk: User
) -> None:
    text = "".join(words)
    if not text.strip():
        return
    of = added(text)
    start = data.draw(st.integers(0, len(of.text)))
    end = data.draw(st.integers(0, len(of.text)))
    try:
        made_ = quote(of, start, end, by=clerk)
    except DocumentError:
        assert not of.text[start:end].strip()
        return
    assert made_.exact == of.text[start:end].strip() == of.text[made_.start : made_.end]
    assert f"{made_.prefix}{made_.exact}{made_.suffix}" in of.text
    assert check(Quotation.objects.get(pk=made_.pk)) == ()
    assert quote(of, start, end) == quote(of, made_.start, made_.end) == made_
    lines = queries.lines(of, queries.page_of_lines(of, "1"), [made_])
    shown = "\n".join("".join(piece.text for piece in line.pieces) for line in lines)
    assert shown == of.text
    marked = [
        piece
        for line in queries.lines(of, queries.page_of_lines(of, "1"), [made_])
        for piece in line.pieces
        if piece.quotations
    ]
    assert "".join(piece.text for piece in marked) == made_.exact.replace("\n", "")
    assert [bool(piece.begins) for piece in marked] == [True] + [False] * (len(marked) - 1)


@pytest.mark.parametrize("span", [(5, 5), (6, 5), (-1, 4), (0, 10_000)])
def test_there_is_no_passage_outside_the_text(span: tuple[int, int], added: Add) -> None:
    with pytest.raises(DocumentError, match="no such passage"):
        quote(added(TEXT), *span)


def test_words_are_found_by_themselves_or_by_their_line(added: Add, clerk: User) -> None:
    of = added(TEXT)
    assert quote_words(of, "Nobody\nsaid", clerk).exact == "Nobody said"
    with pytest.raises(DocumentError, match=r"more than once. Name the line: 1, 2\."):
        quote_words(of, "25 returned", clerk)
    assert quote_words(of, "25 returned", clerk, line=2).start == TEXT.rindex("25 returned")
    with pytest.raises(DocumentError, match=r"They begin in: 1, 2\."):
        quote_words(of, "25 returned", clerk, line=3)
    with pytest.raises(DocumentError, match="do not stand in the text"):
        quote_words(of, "26 returned", clerk)


def test_what_was_changed_behind_it_is_found(added: Add) -> None:
    of = added(TEXT)
    made_ = quote(of, 16, 27)

    def now() -> set[Fault]:
        return set(check(Quotation.objects.get(pk=made_.pk)))

    assert now() == set()
    rows = Document.objects.filter(pk=of.pk)
    rows.update(text=TEXT.replace("25", "26", 1))
    assert now() == {Fault.OTHER_TEXT, Fault.OTHER_WORDS, Fault.OTHER_READING}
    rows.update(text=TEXT[:10])
    assert Fault.OUTSIDE in now()
    rows.update(text=TEXT.replace("first", "third"))
    assert Fault.OTHER_SURROUNDINGS in now()
    rows.update(text=TEXT)
    path = keeping.original(of.digest)
    path.write_bytes(b"other bytes")
    assert now() == {Fault.OTHER_BYTES}
    path.unlink()
    assert now() == {Fault.NO_BYTES}


def test_a_quotation_of_a_pdf_is_held_against_its_text_layer(added: Add) -> None:
    of = added(made.pdf("First page", "They returned home"))
    made_ = quote_words(of, "returned home")
    assert check(made_) == ()
    assert of.pages == [0, len("First page\n")]


def test_both_selectors_are_those_of_the_web_annotation_model(added: Add) -> None:
    position, words = quote(added(TEXT), 16, 27).selectors()
    assert position == {"type": "TextPositionSelector", "start": 16, "end": 27}
    assert words["exact"] == "25 returned"
    assert words["prefix"] == "Said the first: "


def test_who_may_not_enter_does_not_quote(added: Add) -> None:
    of = added(TEXT)
    for role in (Role.AUDITOR, Role.RECEPTION_DESK):
        with pytest.raises(Refused):
            quote(of, 0, 4, by=member(role))
    assert not Quotation.objects.exists()
