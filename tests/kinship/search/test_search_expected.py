"""What to expect of a missing person's remains: against enumeration, against the exact means of
`power`, and what must hold of brothers, of poor profiles and of nothing read."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from searching import campaign, computing_on, one_of_each_shape, wanted_of

from repatria.base.errors import ValueProblem
from repatria.kinship.family import Family
from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.kinship.power import power
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.search.expected import Expected, expected
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.how_read import CERTAIN, NOTHING, HowRead
from repatria.kinship.search.outcomes import Outcomes
from repatria.kinship.search.tables import build_tables

MARKERS = ("TPOX", "D7S820", "TH01")
MADE = campaign(40, 900, 5)
EACH = wanted_of(MADE, one_of_each_shape(MADE))
SINGLE = Profile("S", {"TPOX": Observation(("8",), Reading.SINGLE)})
WHOLE = Profile("W", {name: Observation(("8", "11"), Reading.GENOTYPE) for name in MARKERS[:1]})


RARE = math.log(1e-3)


def reference(name: str, **alleles: str) -> Profile:
    return Profile.of(name, {marker: read.split("/") for marker, read in alleles.items()})


def family(*more: Person, missing: tuple[str, ...] = ("M",), **profiles: Profile) -> Family:
    pedigree = Pedigree.of(
        Person("F", Sex.MALE),
        Person("MO", Sex.FEMALE),
        *(Person(name, Sex.MALE, "F", "MO") for name in missing),
        *more,
    )
    return Family("F-1", pedigree, missing, profiles)


MOTHER = reference("MO", TPOX="8/11", D7S820="8/10", TH01="6/9.3")
FATHER = reference("F", TPOX="8/8", D7S820="9/11", TH01="7/9.3")


def whole(panel) -> HowRead:
    return HowRead(np.full((1, len(panel.loci)), CERTAIN, np.int16))


def told(
    computation, wanted, how=None, log_pair=RARE, numbers=None, **options
) -> dict[int, Expected]:
    tables = build_tables(computation, wanted)
    asked = {number: np.array([0]) for number in numbers or range(len(wanted))}
    return expected(
        computation.panel,
        tables.ratios.__getitem__,
        wanted,
        how or whole(computation.panel),
        asked,
        log_pair,
        draws=2_000,
        **options,
    )


@pytest.mark.parametrize("options", [{}, {"silent": 0.03}, {"theta": 0.03}], ids=str)
def test_means_are_those_of_power(options) -> None:
    """Which has them exactly, on another path; quantiles agree as two simulations do."""
    computation = computing_on("reversible", markers=MARKERS if options else None, **options)
    wanted = EACH[:9:4] if options else EACH[::16]
    for each, found in told(computation, wanted).items():
        exact = power(computation, wanted[each].family, wanted[each].missing)
        assert found.log10 == pytest.approx(exact.expected, abs=0.02)
        if not options:  # with few markers a quantile may lie between two values far apart
            assert found.low == pytest.approx(exact.low, abs=0.3)
            assert found.high == pytest.approx(exact.high, abs=0.3)


def test_readings_of_a_marker_are_as_probable_as_by_enumeration() -> None:
    """Two samples in which copies drop out, taken together, given that both show something."""
    computation = computing_on("extended", markers=("TPOX", "D7S820"))
    panel = computation.panel
    chances = (0.2, 0.4)
    samples = [Profile(str(chance), SINGLE.observations, True, chance) for chance in chances]
    how = HowRead.of(panel, [samples])
    marker = panel.names.index("TPOX")
    other = panel.names.index("D7S820")
    assert how.kinds[0].tolist()[marker] == 1
    assert how.kinds[0].tolist()[other] == NOTHING
    wanted = [Wanted(family(MO=MOTHER), "M")]
    tables = build_tables(computation, wanted)
    outcomes = Outcomes.of(panel, how.chances)
    logs, weights = outcomes.weighed(tables.ratios)
    places = outcomes.places[1][marker]
    found = weights[places, 0] * outcomes.factors[1][marker]
    found /= found.sum()

    rows = outcomes.rows.genotypes
    begin, end = rows.starts[marker], rows.starts[marker + 1]
    alleles = panel.loci[marker].marker.alleles
    singles = dict.fromkeys(alleles, 0.0)
    both, below = 0.0, dict.fromkeys(alleles, 0.0)
    for row in range(begin, end):
        a, b = rows.first[row], rows.second[row]
        given = tables.ratios[0, row] * rows.chances[row]
        for seen, chance in _seen(alleles[a], alleles[b], chances):
            if len(seen) == 2:
                both += given * chance
            else:
                (one,) = seen
                singles[one] += given * chance
                below[one] += rows.chances[row] * chance
    number = dict(zip(alleles, np.flatnonzero(places >= outcomes.rows.certain), strict=True))
    for allele, at in number.items():
        assert found[at] == pytest.approx(singles[allele], rel=1e-9)
        ratio = singles[allele] / below[allele]
        assert math.exp(logs[places[at], 0]) == pytest.approx(ratio, rel=1e-9)
    assert both == pytest.approx(1 - sum(singles.values()))


def _seen(one, other, chances):
    """What two samples show together, with its probability given that each shows something."""
    states = itertools.product((True, False), repeat=2 * len(chances))
    for state in states:
        pairs = list(zip(state[::2], state[1::2], strict=True))
        if not all(any(pair) for pair in pairs):
            continue
        probability = 1.0
        shown = set()
        for (first, second), chance in zip(pairs, chances, strict=True):
            for seen, allele in ((first, one), (second, other)):
                probability *= 1 - chance if seen else chance
                if seen:
                    shown.add(allele)
            probability /= 1 - chance**2
        yield shown, probability


def test_a_sample_without_single_alleles_is_certain_and_settles_for_all() -> None:
    panel = computing_on(markers=MARKERS).panel
    how = HowRead.of(panel, [[WHOLE], [SINGLE], [SINGLE, WHOLE], []])
    at = panel.names.index("TPOX")
    assert how.kinds[:, at].tolist() == [CERTAIN, 1, CERTAIN, NOTHING]
    assert how.chances == (0.1,)
    assert (np.delete(how.kinds, at, axis=1) == NOTHING).all()


def test_without_dropout_a_single_allele_is_certain() -> None:
    panel = computing_on(markers=MARKERS, dropout=0.0).panel
    assert HowRead.of(panel, [[SINGLE]]).kinds.max() == CERTAIN


@pytest.mark.parametrize("reading", [Reading.ONE_KNOWN, Reading.REVIEW])
def test_half_a_reading_counts_as_none(reading) -> None:
    panel = computing_on(markers=MARKERS).panel
    alleles = ("8",) if reading is Reading.ONE_KNOWN else ("8", "11", "12")
    how = HowRead.of(panel, [[Profile("B", {"TPOX": Observation(alleles, reading)})]])
    assert (how.kinds == NOTHING).all()


def test_where_nothing_is_read_nothing_is_to_be_expected() -> None:
    computation = computing_on(markers=MARKERS)
    how = HowRead.of(computation.panel, [[]])
    (found,) = told(computation, [Wanted(family(MO=MOTHER), "M")], how).values()
    assert (found.markers, found.log10, found.low, found.high) == (0, 0, 0, 0)
    assert found.posterior == pytest.approx(1e-3 / (1 + 1e-3))
    assert not found.possibly


def test_copies_that_drop_out_and_markers_not_read_lower_what_is_expected() -> None:
    computation = computing_on(markers=MARKERS)
    wanted = [Wanted(family(MO=MOTHER, F=FATHER), "M")]
    single = Profile("B", {each: Observation(("8",), Reading.SINGLE) for each in MARKERS})
    few = Profile("B", {each: Observation(("8", "9"), Reading.GENOTYPE) for each in MARKERS[:2]})
    full, degraded, partial = (
        told(computation, wanted, how)[0]
        for how in (
            None, HowRead.of(computation.panel, [[single]]), HowRead.of(computation.panel, [[few]])
        )
    )  # fmt: skip
    assert full.log10 > degraded.log10 + 0.05
    assert full.log10 > partial.log10 + 0.05
    assert (full.markers, degraded.markers, partial.markers) == (3, 3, 2)


def test_brothers_whom_nothing_tells_apart_are_never_identifiable() -> None:
    """However high the ratio, the other one has the same."""
    computation = computing_on()
    one = family(MO=MOTHER, F=FATHER)
    two = family(missing=("M", "N"), MO=MOTHER, F=FATHER)
    alone = told(computation, [Wanted(one, "M")], log_pair=math.log(1e6))[0]
    assert alone.identifiable
    assert alone.surely
    for each in told(
        computation, [Wanted(two, "M"), Wanted(two, "N")], log_pair=math.log(1e6)
    ).values():
        assert each.log10 == pytest.approx(alone.log10, abs=0.02)
        assert each.odds < 0
        assert each.posterior < 0.5
        assert not each.possibly


def test_a_child_tells_brothers_apart() -> None:
    computation = computing_on()
    child = Person("C", Sex.MALE, "M", "W")
    own = reference("C", TPOX="11/11", D7S820="10/11", TH01="6/7", FGA="20/25", D3S1358="14/18")
    two = family(Person("W", Sex.FEMALE), child, missing=("M", "N"), MO=MOTHER, F=FATHER, C=own)
    found = told(computation, [Wanted(two, "M"), Wanted(two, "N")], log_pair=math.log(1e4))
    assert found[0].odds > 0.3
    assert found[0].posterior > 0.5


def test_readings_of_one_family_are_no_rivals_of_each_other() -> None:
    computation = computing_on(markers=MARKERS)
    one = family(MO=MOTHER, F=FATHER)
    once = told(computation, [Wanted(one, "M")])[0]
    twice = told(computation, [Wanted(one, "M", 1), Wanted(one, "M", 2)])
    assert twice[0].odds == pytest.approx(once.odds, abs=1e-9)


def test_odds_are_ratio_and_prior_where_nobody_else_is_missing() -> None:
    computation = computing_on(markers=MARKERS)
    found = told(computation, [Wanted(family(MO=MOTHER), "M")])[0]
    assert found.odds == pytest.approx(found.log10 - 3)


def test_the_ways_of_reading_are_taken_as_likely_each() -> None:
    computation = computing_on(markers=MARKERS)
    wanted = [Wanted(family(MO=MOTHER, F=FATHER), "M")]
    tables = build_tables(computation, wanted)
    how = HowRead(np.array([[0, 0, 0], [-1, -1, -1], [0, -1, -1]], np.int16))
    (found,) = expected(
        computation.panel,
        tables.ratios.__getitem__,
        wanted,
        how,
        {0: np.arange(3)},
        0.0,
        draws=3_000,
    ).values()
    assert found.markers == pytest.approx(4 / 3, abs=0.01)


def test_the_same_seed_gives_the_same_whoever_else_is_asked_about() -> None:
    computation = computing_on(markers=MARKERS)
    wanted = EACH[:8]
    every = told(computation, wanted, seed=3)
    assert told(computation, wanted, seed=3) == every
    assert told(computation, wanted, seed=3, numbers=[5])[5] == every[5]
    assert told(computation, wanted, seed=4)[5] != every[5]


def test_relatives_who_contradict_each_other_tell_nothing_there() -> None:
    computation = computing_on("none", markers=("TPOX",))
    pedigree = Pedigree.of(
        Person("F", Sex.MALE), Person("MO", Sex.FEMALE), Person("M", Sex.MALE, "F", "MO"),
        Person("S", Sex.MALE, "F", "MO"),
    )  # fmt: skip
    profiles = {"F": reference("F", TPOX="8/8"), "S": reference("S", TPOX="11/11")}
    found = told(computation, [Wanted(Family("F-1", pedigree, ("M",), profiles), "M")])[0]
    assert (found.log10, found.low, found.high) == (0, 0, 0)


@pytest.mark.parametrize("options", [{"level": 1.0}, {"level": 0.0}, {"draws": 19}])
def test_what_cannot_be_asked_is_refused(options) -> None:
    computation = computing_on(markers=("TPOX",))
    wanted = [Wanted(family(MO=MOTHER), "M")]
    with pytest.raises(ValueProblem):
        expected(
            computation.panel, build_tables(computation, wanted).ratios.__getitem__, wanted,
            whole(computation.panel), {0: np.array([0])}, 0.0, **options,
        )  # fmt: skip
