"""Close kin among the dead, and how many pairs chance makes."""

from __future__ import annotations

import math

import numpy as np
import pytest
from blind_making import (
    campaign,
    campaign_readings,
    in_a_row,
    persons_of,
    population,
    row_panel,
)

from repatria.base.errors import ValueProblem
from repatria.kinship.blind.chance_pairs import chance_pairs, threshold_for
from repatria.kinship.blind.kin import kin_pairs
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.relation import (
    CLOSE_KIN,
    FULL_SIBLINGS,
    HALF_SIBLINGS,
    ONE_PERSON,
    PARENT_CHILD,
    Relation,
)
from repatria.kinship.blind.remains import Remains
from repatria.kinship.blind.tables import pair_tables
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind, Rates
from repatria.kinship.panel import Panel
from repatria.kinship.profile import Observation, Profile, Reading


def test_brothers_are_found_and_parts_of_one_person_are_not_kin() -> None:
    readings, made = campaign_readings(1500, 8), campaign(1500, 8)
    person = persons_of(readings, made)
    found = kin_pairs(readings, 1e8)
    assert len(found) > 5
    for each in found:
        one, other = (person[readings.place[code]] for code in (each.one.code, each.other.code))
        assert made.persons.brother[one] == other
        assert each.log10[each.likeliest] == max(each.log10.values()) >= 8
        assert each.log10[ONE_PERSON] < each.log10[each.likeliest]
    peaks = [each.log10[each.likeliest] for each in found]
    assert peaks == sorted(peaks, reverse=True)


@pytest.mark.parametrize(("model", "kept"), [(None, False), (Rates(0.002, 1e-6, 0.1), True)])
def test_a_mutation_does_not_hide_a_father(model: Rates | None, kept: bool) -> None:
    father = in_a_row("A", "10/10 " * 9 + "10/10")
    child = in_a_row("B", "10/12 " * 9 + "11/11")
    more = {"mutation": MutationModel(Kind.STEPWISE, model, model)} if model else {}
    readings = Readings.of(row_panel(10, **more), [father, child])
    found = kin_pairs(readings, 1e3, [PARENT_CHILD])
    assert bool(found) is kept
    (second,) = kin_pairs(readings, 10, [HALF_SIBLINGS])
    assert second.likeliest is HALF_SIBLINGS
    assert second.sentence.startswith("The readings of A and B are ")
    assert second.sentence.endswith(
        "if they are half siblings than if they are unrelated (markers read in both: 10)."
    )


def test_nobody_is_kin_of_nobody() -> None:
    readings = Readings.of(row_panel(2), [in_a_row("A", "10/10 -"), in_a_row("B", "13/13 12/12")])
    assert kin_pairs(readings, 1.5) == ()
    with pytest.raises(ValueProblem, match="a ratio above 0"):
        kin_pairs(readings, 0)


def strangers(count: int, seed: int) -> Readings:
    """Unrelated persons at six markers, some of them with single alleles."""
    panel = Panel.of(population(), campaign().panel.settings, campaign().panel.names[:6])
    generator = np.random.default_rng(seed)
    remains = []
    for number in range(count):
        observations = {}
        for locus in panel.loci:
            names = np.array(locus.marker.alleles)
            one, other = generator.choice(len(names), 2, p=locus.frequencies)
            poor = number % 4 == 0
            lost = generator.random(2) < 0.1 if poor else np.zeros(2, bool)
            seen = sorted(
                {place for place, gone in zip((one, other), lost, strict=True) if not gone}
            )
            if len(seen) == 2:
                alleles = tuple(names[seen])
                observations[locus.marker.name] = Observation(alleles, Reading.GENOTYPE)
            elif seen and poor:
                observations[locus.marker.name] = Observation((names[seen[0]],), Reading.SINGLE)
            elif seen:
                alleles = (names[seen[0]],) * 2
                observations[locus.marker.name] = Observation(alleles, Reading.GENOTYPE)
        remains.append(Remains(Profile(f"R{number:04}", observations, remains=True)))
    return Readings.of(panel, remains)


@pytest.mark.parametrize("relation", [ONE_PERSON, *CLOSE_KIN], ids=str)
def test_chance_pairs_are_as_many_as_estimated(relation: Relation) -> None:
    """Counted among 500 strangers, 124,750 pairs."""
    readings = strangers(500, 3)
    tables = pair_tables(readings, relation)
    first, second = np.triu_indices(500, 1)
    ratios = tables.total(readings.numbers, first, second)
    threshold = 1e4 if relation is ONE_PERSON else 30.0
    counted = int((ratios >= math.log(threshold)).sum())
    found = chance_pairs(readings, tables, threshold, draws=40_000, seed=1)
    assert found.pairs == 124_750
    assert found.bound == pytest.approx(124_750 / threshold)
    assert found.estimate < found.bound
    assert found.error < 0.1 * found.estimate + 0.5
    # Pairs of one person hang together, so that the count spreads more than Poisson's.
    assert abs(counted - found.estimate) <= 6 * math.sqrt(found.estimate + 1) + 0.1 * found.estimate


def test_the_mean_ratio_of_strangers_is_one() -> None:
    """The estimate at a ratio that every pair reaches is all pairs."""
    readings = strangers(200, 4)
    for relation in (FULL_SIBLINGS, HALF_SIBLINGS):
        found = chance_pairs(readings, pair_tables(readings, relation), 1e-9)
        assert found.estimate == pytest.approx(found.pairs, abs=5 * found.error)
        assert found.bound == found.pairs


def test_thresholds_by_the_bound() -> None:
    assert threshold_for(15_000, 0.1) == pytest.approx(15_000 * 14_999 / 2 / 0.1)
    assert threshold_for(1, 0.1) == 1
    with pytest.raises(ValueProblem, match="above 0"):
        threshold_for(10, 0)


def test_chance_pairs_in_words() -> None:
    readings = Readings.of(row_panel(1), [in_a_row("A", "10/10"), in_a_row("B", "11/11")])
    found = chance_pairs(readings, pair_tables(readings), 50.0)
    assert found.bound == pytest.approx(0.02)
    assert found.sentence.startswith("Of 1 pairs of unrelated remains, ")
    assert found.sentence.endswith("by chance, and never more than 0.02.")
    with pytest.raises(ValueProblem, match="a ratio above 0"):
        chance_pairs(readings, pair_tables(readings), 0)
    alone = Readings.of(row_panel(1), [in_a_row("A", "10/10")])
    assert chance_pairs(alone, pair_tables(alone), 50.0).estimate == 0
