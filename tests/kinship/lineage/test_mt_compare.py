"""Two mitochondrial sequences compared: the count, what is shared, the verdict in words."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.kinship.lineage.mitochondrial import LENGTH, MtRange, MtSequence
from repatria.kinship.lineage.mt_compare import MtComparison, MtVerdict, compare_mt, shared_ranges

CONTROL = "16024-576"
WHOLE = f"1-{LENGTH}"


def compared(left: str, right: str, over: str = CONTROL, **how: bool | int) -> MtComparison:
    one, other = (MtSequence.read(name, over, told) for name, told in (("A", left), ("B", right)))
    found = compare_mt(one, other, **how)  # type: ignore[arg-type]
    turned = compare_mt(other, one, **how)  # type: ignore[arg-type]
    assert (found.differences, found.bases) == (turned.differences, turned.bases)
    return found


@pytest.mark.parametrize(
    ("left", "right", "number"),
    [
        ("", "", 0),
        ("263G", "263G", 0),
        ("263G", "", 1),
        ("263G 73G", "16519C", 3),
        ("263G", "263C", 1),
        ("249DEL", "", 1),
        ("291.1A", "", 1),
        ("16093Y", "16093C", 0),
        ("16093Y", "", 0),
        ("16093Y", "16093G", 1),
        ("16093N", "16093G", 0),
        ("291.1a", "", 0),
        ("249a", "249DEL", 0),
    ],
)
def test_differences_are_counted(left: str, right: str, number: int) -> None:
    assert compared(left, right, ignore_lengths=False).differences == number


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("303.1C", "309.1C"),  # one C more in one run of them
        ("303DEL", "309DEL"),
        ("514DEL 515DEL", "523DEL 524DEL"),  # one repeat less, at either end
        ("522DEL 523DEL", "523DEL 524DEL"),
        ("513.1C 513.2A", "523.1C 523.2A"),
        ("16189C 16190DEL", "16189DEL"),
        ("310C 311T", "309.1C 310.1T 310DEL 311DEL"),
    ],
)
def test_one_sequence_written_in_two_ways_has_no_difference(left: str, right: str) -> None:
    over = MtRange.read(CONTROL)
    one, other = (MtSequence.read("S", CONTROL, told).expand(over) for told in (left, right))
    if one == other:
        assert compared(left, right, ignore_lengths=False).differences == 0
    else:
        pytest.fail(f"{left} and {right} are not one sequence")


@pytest.mark.parametrize(
    ("left", "right", "number"),
    [
        ("309.1C 309.2C 315.1C", "315.1C", 2),
        ("315.1C", "", 1),
        ("16189C 16193.1C", "16189C", 1),
        ("523DEL 524DEL", "", 2),
        ("524.1A 524.2C", "523DEL 524DEL", 4),
    ],
)
def test_unstable_lengths_are_counted_only_when_asked(left: str, right: str, number: int) -> None:
    assert compared(left, right).differences == 0
    assert compared(left, right, ignore_lengths=False).differences == number


@pytest.mark.parametrize("told", ["310C", "16189C", "523C", "310DEL", "16183C", "309T"])
def test_a_changed_base_in_an_unstable_stretch_still_counts(told: str) -> None:
    assert compared(told, "").differences == 1


def test_the_nine_bases_between_two_genes_are_one_difference() -> None:
    gone = " ".join(f"{at}DEL" for at in range(8281, 8290))
    earlier = " ".join(f"{at}DEL" for at in range(8272, 8281))
    assert compared(gone, "", WHOLE).differences == 1
    assert compared(gone, earlier, WHOLE).differences == 0


def test_only_what_both_have_is_compared() -> None:
    one = MtSequence.read("A", "16024-16365 73-340", "16126C 263G")
    other = MtSequence.read("B", "16100-200", "16126C 16519C 73G")
    found = compare_mt(one, other)
    assert found.shared == (MtRange(73, 200), MtRange(16100, 16365))
    assert found.bases == 128 + 266
    assert found.differences == 1
    assert found.sites == ("73 A/G",)


def test_an_insertion_where_the_other_stopped_reading_is_not_counted() -> None:
    one = MtSequence.read("A", "1-340", "309.1C")
    other = MtSequence.read("B", "1-309", "")
    assert compare_mt(one, other, ignore_lengths=False).differences == 0


def test_unread_bases_and_the_placeholder_are_not_shared() -> None:
    assert compared("", "", WHOLE).bases == LENGTH - 1
    assert compared("100N 101N", "101N", WHOLE).bases == LENGTH - 3


def test_two_bases_at_one_position_are_told() -> None:
    found = compared("16093Y 152Y", "16093C 152A")
    assert found.heteroplasmic == (16093,)
    assert found.differences == 1
    assert "16093" in found.sentence


@pytest.mark.parametrize(
    ("left", "verdict"),
    [
        ("", MtVerdict.NOT_EXCLUDED),
        ("73G", MtVerdict.INCONCLUSIVE),
        ("73G 263G", MtVerdict.INCONCLUSIVE),
        ("73G 263G 16519C", MtVerdict.EXCLUDED),
    ],
)
def test_an_exclusion_begins_at_three_differences(left: str, verdict: MtVerdict) -> None:
    found = compared(left, "")
    assert found.verdict is verdict
    assert verdict.value in found.sentence
    assert "maternal line only" in found.sentence


def test_another_limit_can_be_set_but_not_none() -> None:
    assert compared("73G 263G", "", exclusion_from=2).verdict is MtVerdict.EXCLUDED
    with pytest.raises(ValueProblem):
        compared("", "", exclusion_from=0)


def test_nothing_shared_says_nothing() -> None:
    found = compare_mt(MtSequence.read("A", "1-10", ""), MtSequence.read("B", "11-20", ""))
    assert found.verdict is MtVerdict.NOT_COMPARED
    assert "nothing can be said" in found.sentence


ranges = st.builds(MtRange, st.integers(1, LENGTH), st.integers(1, LENGTH))


@settings(deadline=None, max_examples=40)
@given(st.lists(ranges, min_size=1, max_size=3), st.lists(ranges, min_size=1, max_size=3))
def test_shared_ranges_hold_what_both_hold(left: list[MtRange], right: list[MtRange]) -> None:
    shared = shared_ranges(tuple(left), tuple(right))
    found = [position for each in shared for position in each]
    assert len(found) == len(set(found))
    assert set(found) == {at for r in left for at in r} & {at for r in right for at in r}


def distance(one: str, other: str) -> int:
    """The edit distance of two strings, from its definition."""
    last = list(range(len(other) + 1))
    for i, here in enumerate(one, 1):
        row = [i]
        for j, there in enumerate(other, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (here != there)))
        last = row
    return last[-1]


@st.composite
def tokens(draw: st.DrawFn) -> str:
    """A few changes near one another, where an alignment has room."""
    found = []
    for position in draw(st.sets(st.integers(300, 318), max_size=4)):
        told = draw(st.sampled_from(["A", "C", "G", "T", "DEL", ""]))
        if told:
            found.append(f"{position}{told}")
        count = draw(st.integers(0, 2))
        found += [f"{position}.{n + 1}{draw(st.sampled_from('CT'))}" for n in range(count)]
    return " ".join(found)


@settings(deadline=None, max_examples=150)
@given(tokens(), tokens())
def test_the_count_is_the_edit_distance_of_the_two_strings(left: str, right: str) -> None:
    over = "290-330"
    one, other = (
        MtSequence.read("S", over, told).expand(MtRange.read(over)) for told in (left, right)
    )
    found = compared(left, right, over, ignore_lengths=False).differences
    assert found == distance(one, other)


@settings(deadline=None, max_examples=60)
@given(tokens())
def test_a_sequence_has_no_difference_from_itself(told: str) -> None:
    assert compared(told, told, ignore_lengths=False).differences == 0


@settings(deadline=None, max_examples=60)
@given(tokens(), tokens())
def test_leaving_lengths_out_never_adds_a_difference(left: str, right: str) -> None:
    assume(left != right)
    with_lengths = compared(left, right, ignore_lengths=False).differences
    assert compared(left, right).differences <= with_lengths
