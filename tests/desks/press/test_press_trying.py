"""What a claim would do to the record, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from repatria.base.dates import partial_date
from repatria.desks.press.trying import trial
from repatria.statements import quantity as q
from repatria.statements.claim import Claim, Source, Speaker
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.examine import examine
from repatria.statements.figures import Grade
from repatria.statements.record import Exchange, Party, Record
from repatria.statements.vocabulary import Category, ClaimKind, Track, Unit, Voice

DAY = partial_date("2025-06-14")
GIVER = Speaker("G", "Giver's ministry", Voice.PARTY, "N")
RECEIVER = Speaker("R", "Receiver's ministry", Voice.PARTY, "S")
FIRST = Claim(
    "held", ClaimKind.COUNT, q.exact(120), Unit.PERSON, Category.POW, "N", "S", GIVER,
    Source("a", "A"), DAY, exchange="E1",
)  # fmt: skip
NEW = replace(FIRST, id="new", quantity=q.exact(117), speaker=RECEIVER, source=Source("b", "B"))
RECORD = Record(
    parties=(Party("N", {"en": "N"}), Party("S", {"en": "S"})),
    exchanges=(Exchange("E1", DAY, "E1", Track.LIVING),),
    claims=(FIRST,),
)


def test_another_count_opens_a_contradiction_between_the_sides() -> None:
    found = trial(RECORD, NEW)
    assert [one.kind for one in found.created] == [ContradictionKind.BETWEEN_SIDES]
    assert (found.closed, found.grown) == ((), ())
    (figure,) = found.figures
    assert (figure.before, figure.after) == (Grade.SINGLE, Grade.CONTESTED)
    assert str(figure.spread) == "117 to 120"


def test_the_same_count_by_the_other_side_is_agreed_and_opens_nothing() -> None:
    found = trial(RECORD, replace(NEW, quantity=q.exact(120)))
    assert found.created == ()
    assert found.figures[0].after is Grade.AGREED


def test_a_correction_closes_what_rested_on_the_claim_that_goes() -> None:
    both = replace(RECORD, claims=(FIRST, NEW))
    right = replace(NEW, id="right", quantity=q.exact(120))
    found = trial(both, right, without=("new",))
    assert [one.kind for one in found.closed] == [ContradictionKind.BETWEEN_SIDES]
    assert found.created == ()


def test_one_more_claim_in_an_open_contradiction_is_no_new_one() -> None:
    both = replace(RECORD, claims=(FIRST, NEW))
    third = replace(NEW, id="third", source=Source("c", "C"))
    found = trial(both, third)
    assert (found.created, found.closed) == ((), ())
    assert [one.kind for one in found.grown] == [ContradictionKind.BETWEEN_SIDES]


def test_a_relay_of_a_held_word_is_that_word_and_counts_once() -> None:
    relay = replace(FIRST, id="relay", source=Source("b", "B"), relay=True)
    found = trial(RECORD, relay)
    assert [claim.id for claim in found.same_word] == ["held"]
    assert not any(figure.changes for figure in found.figures)


def test_a_root_that_spoke_on_another_day_is_told_of() -> None:
    later = replace(FIRST, id="later", said_on=partial_date("2025-07-20"), source=Source("b", "B"))
    found = trial(RECORD, later)
    assert found.same_word == ()
    assert [claim.id for claim in found.same_root] == ["held"]


def test_its_own_earlier_version_does_not_count_against_it() -> None:
    held = replace(RECORD, claims=(FIRST, NEW))
    mended = replace(NEW, quantity=q.exact(120))
    found = trial(held, mended)
    assert found.created == ()
    assert found.figures[0].after is Grade.AGREED


@given(st.integers(0, 300), st.booleans())
def test_trying_changes_nothing_and_tells_the_very_difference(count: int, other: bool) -> None:
    speaker = RECEIVER if other else GIVER
    new = replace(NEW, quantity=q.exact(count), speaker=speaker, said_on=DAY)
    before = {one.key for one in examine(RECORD).contradictions}
    after = {one.key for one in examine(replace(RECORD, claims=(FIRST, new))).contradictions}
    found = trial(RECORD, new)
    assert before == set()
    assert {one.key for one in found.created} == after
    assert found.closed == ()
    assert RECORD.claims == (FIRST,)
    assert date(2025, 6, 14) == DAY.first
