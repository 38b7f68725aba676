"""Clusters of remains: chains that bridge two persons, judgements, and made-up campaigns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from blind_making import campaign, campaign_readings, in_a_row, persons_of, row_panel
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem
from repatria.kinship.blind.clusters import Clustering, clustered
from repatria.kinship.blind.conflicts import Reason
from repatria.kinship.blind.direct import direct_matches
from repatria.kinship.blind.judgements import Judgements
from repatria.kinship.blind.pairs import all_pairs
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.relation import FULL_SIBLINGS
from repatria.kinship.blind.remains import Remains
from repatria.kinship.blind.tables import pair_tables
from repatria.kinship.profile import Observation, Profile, Reading

RARE = "10/10 " * 4
A = RARE + "10/11 10/11 10/11 10/11 11/11 11/11 11/11 11/11"
B = RARE + "12/13 12/13 12/13 12/13 11/11 11/11 11/11 11/11"
BRIDGE = RARE + "- - - - - - - -"
"""Fits A and B, who are two persons."""


def cluster(
    remains: Sequence[Remains],
    least: float = 1e4,
    judgements: Judgements | None = None,
    **more: float,
) -> Clustering:
    readings = Readings.of(row_panel(12), remains)
    return clustered(
        readings, direct_matches(readings, least), least, judgements=judgements, **more
    )


def codes(found: Clustering) -> list[tuple[str, ...]]:
    return [each.codes for each in found.clusters]


def test_a_bridge_does_not_carry_two_persons_into_one_cluster() -> None:
    remains = [in_a_row("A", A), in_a_row("B", B), in_a_row("C", BRIDGE)]
    found = cluster(remains)
    assert codes(found) == []
    assert [each.code for each in found.alone] == ["A", "B", "C"]
    assert [each.reason for each in found.conflicts] == [Reason.UNDECIDED] * 2
    first = found.conflicts[0]
    assert first.codes == ("A", "C")
    assert first.sentence == (
        "A matches C (1.00 × 10^8 times as probable if they are one person), but B may be meant "
        "as well and cannot be the same person as both. Left apart until somebody decides."
    )


def test_a_bridge_goes_where_it_fits_clearly_better() -> None:
    """C fits A 25² times as well as B, of whom two markers less were read."""
    remains = [
        in_a_row("A", A),
        in_a_row("B", RARE + "- - 12/13 12/13 11/11 - - -"),
        in_a_row("C", RARE + "10/11 10/11 - - - - - -"),
    ]
    found = cluster(remains, margin=600)
    assert codes(found) == [("A", "C")]
    (told,) = found.conflicts
    assert told.reason is Reason.BRIDGE
    assert told.codes == ("A", "B", "C")
    assert told.sentence == (
        "C matches B (1.00 × 10^8 times as probable if they are one person), but A, C and B "
        "together are not one person: at odds at M6, M7."
    )
    assert codes(cluster(remains, margin=700)) == []


def test_a_longer_chain_is_parted() -> None:
    """A – C – D – B, each link with the next by eight rare alleles, and A against B."""
    remains = [
        in_a_row("A", "10/10 10/10 10/10 10/10 10/11 - - - - - - -"),
        in_a_row("C", "10/10 10/10 10/10 10/10 - - - - 10/10 10/10 10/10 10/10"),
        in_a_row("D", "- - - - - 10/10 10/10 10/10 10/10 10/10 10/10 10/10"),
        in_a_row("B", "- - - - 12/13 10/10 10/10 10/10 - - - 10/10"),
    ]
    found = cluster(remains)
    for each in found.clusters:
        assert not {"A", "B"} <= set(each.codes)
        assert each.weakest.log10 >= 4
    assert found.conflicts


def test_fragments_that_say_nothing_of_each_other_are_joined_by_a_third() -> None:
    remains = [
        in_a_row("A", "10/10 " * 4 + "- " * 8, container="C-1", received=partial_date("2031-01")),
        in_a_row("B", "- " * 8 + "10/11 " * 4, container="C-2"),
        in_a_row("C", "10/10 " * 4 + "- " * 4 + "10/11 " * 4, container="C-2"),
    ]
    found = cluster(remains)
    assert codes(found) == [("A", "B", "C")]
    assert found.conflicts == ()
    (only,) = found.clusters
    assert (only.least_pair.one, only.least_pair.other) == (("A",), ("B",))
    assert only.least_pair.log10 == 0
    assert only.weakest.other == ("B",)
    assert only.sentence == (
        "A (container C-1, received 2031-01), B (container C-2) and C (container C-2) are proposed "
        "as one person. The weakest division is A, C from B: the readings are 390,625 times as "
        "probable if they are one person than if they are two."
    )


def test_people_decide_what_the_readings_leave_open() -> None:
    remains = [in_a_row("A", A), in_a_row("B", B), in_a_row("C", BRIDGE)]
    together = cluster(remains, judgements=Judgements.of(keep_together=[["C", "B"]]))
    assert codes(together) == [("B", "C")]
    assert [each.reason for each in together.conflicts] == [Reason.BRIDGE]
    apart = cluster(remains, judgements=Judgements.of(keep_apart=[["A", "C"]]))
    assert codes(apart) == [("B", "C")]
    (told,) = apart.conflicts
    assert told.reason is Reason.KEPT_APART
    assert told.sentence.endswith("and a judgement keeps them apart.")


def test_a_judgement_against_the_readings_holds_and_is_told() -> None:
    remains = [in_a_row("A", A), in_a_row("B", B)]
    found = cluster(remains, judgements=Judgements.of(keep_together=[["A", "B"]]))
    assert codes(found) == [("A", "B")]
    (told,) = found.conflicts
    assert told.reason is Reason.KEPT_TOGETHER
    assert told.sentence == (
        "A judgement keeps A with B; by the readings alone they would not be joined: at odds at "
        "M4, M5, M6, M7."
    )


def test_judgements_that_contradict_each_other_are_refused() -> None:
    remains = [in_a_row(code, A) for code in "ABC"]
    judged = Judgements.of(keep_together=[["A", "B"], ["B", "C"]], keep_apart=[["A", "C"]])
    with pytest.raises(ValueProblem, match="A and C are judged to be one person, and not to be"):
        cluster(remains, judgements=judged)
    with pytest.raises(ValueProblem, match="no remains of the code X"):
        cluster(remains, judgements=Judgements.of(keep_apart=[["A", "X"]]))


def test_a_man_and_a_woman_in_a_cluster_are_told() -> None:
    def sexed(code: str, *alleles: str) -> Remains:
        read = dict(in_a_row(code, A).profile.observations)
        return Remains(Profile(code, read | {"AMEL": Observation(alleles, Reading.GENOTYPE)}))

    found = cluster([sexed("A", "X", "Y"), sexed("B", "X", "X")])
    assert codes(found) == [("A", "B")]
    (told,) = found.conflicts
    assert told.reason is Reason.SEXES
    assert "A is of a man and B of a woman" in told.sentence


def test_what_no_cluster_can_be_made_of_is_refused() -> None:
    readings = Readings.of(row_panel(12), [in_a_row("A", A), in_a_row("B", B)])
    pairs = direct_matches(readings, 1e4)
    with pytest.raises(ValueProblem, match="1 or more"):
        clustered(readings, pairs, 0.5)
    kin = all_pairs(readings, pair_tables(readings, FULL_SIBLINGS), 0.0)
    with pytest.raises(ValueProblem, match="pairs of full siblings"):
        clustered(readings, kin, 10)


TEXT = st.sampled_from(["10/10", "10/11", "10/?", "11/?", "11/12", "-"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(TEXT, min_size=5, max_size=5), min_size=2, max_size=9),
    st.randoms(use_true_random=False),
    st.sampled_from((2.0, 30.0)),
)
def test_clusters_hold_together_in_any_order(texts, random, least) -> None:
    """Small panels and low bars, so that bridges abound. Every division of every cluster reaches
    the bar; every match that no cluster holds is told; the order of remains changes nothing."""
    remains = [in_a_row(f"R{at}", " ".join(row)) for at, row in enumerate(texts)]
    panel = row_panel(5)
    readings = Readings.of(panel, remains)
    pairs = direct_matches(readings, least)
    found = clustered(readings, pairs, least, margin=3.0)
    place = {code: at for at, each in enumerate(found.clusters) for code in each.codes}
    for each in found.clusters:
        assert each.weakest.log10 >= np.log10(least) - 1e-9
    told = [set(each.codes) for each in found.conflicts]
    for one, other in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True):
        a, b = readings.remains[one].code, readings.remains[other].code
        inside = a in place and place.get(a) == place.get(b)
        assert inside or any({a, b} <= each for each in told)
    random.shuffle(remains)
    again = Readings.of(panel, remains)
    assert clustered(again, direct_matches(again, least), least, margin=3.0) == found


def test_a_campaign_is_put_together_again() -> None:
    """Fragments, dropout, brothers and partial profiles: no cluster of two persons, and every
    pair of parts that the readings can tell."""
    readings = campaign_readings(1500, 8)
    person = persons_of(readings, campaign(1500, 8))
    least = 1e6
    pairs = direct_matches(readings, least)
    found = clustered(readings, pairs, least)
    for each in found.clusters:
        assert len({person[readings.place[code]] for code in each.codes}) == 1
    joined = sum(len(each.codes) * (len(each.codes) - 1) // 2 for each in found.clusters)
    counts = np.bincount(person)
    assert joined >= 0.98 * (counts * (counts - 1) // 2).sum()
    inside = sum(len(each.codes) for each in found.clusters)
    assert inside + len(found.alone) == len(readings)
