from __future__ import annotations

from dataclasses import replace

from builders import LEG
from repatria.statements.contradiction import Contradiction, ContradictionKind
from repatria.statements.reasons import Ref, reason

MADE = Contradiction(
    ContradictionKind.BETWEEN_SIDES, (reason("between_sides", gap=3),), ("c1", "c2"), (LEG,)
)


def test_a_key_is_an_address() -> None:
    assert len(MADE.key) == 16
    assert int(MADE.key, 16) >= 0


def test_the_key_does_not_depend_on_order_or_wording() -> None:
    both = (LEG, LEG.opposite)
    assert replace(MADE, claims=("c2", "c1")).key == MADE.key
    assert replace(MADE, legs=both).key == replace(MADE, legs=both[::-1]).key
    assert replace(MADE, reasons=(reason("between_sides", gap=4),)).key == MADE.key


def test_the_key_tells_kind_place_and_claims() -> None:
    topic = reason("readings_differ", topic=Ref("word", "living"))
    others = [
        replace(MADE, kind=ContradictionKind.UNIT),
        replace(MADE, claims=("c1",)),
        replace(MADE, legs=()),
        replace(MADE, legs=(LEG.opposite,)),
        replace(MADE, agreement="A1"),
        replace(MADE, where="NORTH>SOUTH"),
        replace(MADE, reasons=(topic,)),
    ]
    assert len({MADE.key, *(other.key for other in others)}) == len(others) + 1
