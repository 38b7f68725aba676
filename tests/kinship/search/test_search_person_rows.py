"""Several samples of one person as one reading, against the likelihood engine with all of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from searching import campaign, computing_on, one_of_each_shape, remains_of, wanted_of

from repatria.kinship.joint.family_term import FamilyTerms
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.search.person_rows import rows_of_persons
from repatria.kinship.search.rows import rows_of
from repatria.kinship.search.scores import scores
from repatria.kinship.search.tables import build_tables

CAMPAIGN = campaign(40, 900, 5)
SHAPES = wanted_of(CAMPAIGN, one_of_each_shape(CAMPAIGN))[::9]
FEW = ("TPOX", "D7S820", "TH01")


def parts(profile: Profile) -> tuple[Profile, ...]:
    """Three samples of one person: as it was read, a single allele of each marker, and an allele
    known of some, with chances of dropout of their own."""
    of = profile.observations
    single = {
        name: Observation(seen.alleles[:1], Reading.SINGLE)
        for name, seen in of.items() if seen.usable
    }  # fmt: skip
    known = {
        name: Observation(seen.alleles[-1:], Reading.ONE_KNOWN)
        for name, seen in list(of.items())[::2] if seen.usable
    }  # fmt: skip
    return (
        replace(profile, sample="1"),
        Profile("2", single, True, 0.3),
        Profile("3", known, True),
    )


def sums(tables, rows, places) -> np.ndarray:
    made = scores(rows, np.ascontiguousarray(tables.ratios.T), np.zeros((0, len(tables.ratios))))
    return made.exact[places].sum(axis=1)


@pytest.mark.parametrize(
    ("theta", "more"),
    [
        (0.0, {}), (0.02, {}), (0.0, {"silent": 0.01}), (0.02, {"silent": 0.01}),
        (0.0, {"miscall": 0.01, "drop_in": 0.01}),
    ],
)  # fmt: skip
def test_samples_of_one_person_are_those_of_the_engine(theta, more) -> None:
    computation = computing_on("extended", theta=theta, markers=FEW, **more)
    tables = build_tables(computation, SHAPES)
    persons = [parts(each) for each in remains_of(CAMPAIGN, range(6))]
    persons += [each[1:] for each in persons[:3]]
    persons += [(each[1], replace(each[1], sample="twice")) for each in persons[:3]]
    rows, places, contradictory = rows_of_persons(computation.panel, persons)
    assert contradictory == ()
    found = sums(tables, rows, places)
    for number, person in enumerate(persons):
        for at, wanted in enumerate(SHAPES):
            terms = FamilyTerms(computation, {wanted.family.name: wanted.family}, {"B": person})
            expected = terms.log_ratio(wanted.family.name, ((wanted.missing, "B"),))
            assert found[number, at] == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_single_samples_are_as_they_were() -> None:
    computation = computing_on("extended", markers=FEW)
    bodies = remains_of(CAMPAIGN, range(9))
    rows, places, _ = rows_of_persons(computation.panel, [(each,) for each in bodies])
    plain, as_ever = rows_of(computation.panel, bodies)
    assert (places == as_ever).all()
    assert (rows.members.tolist(), rows.count) == (plain.members.tolist(), plain.count)


def test_samples_that_no_genotype_explains_tell_nothing_there_and_are_named() -> None:
    computation = computing_on("extended", markers=FEW)
    one, other = (
        Profile.of(name, {"TPOX": pair, "TH01": ["6", "7"]}, remains=True)
        for name, pair in (("1", ["8", "8"]), ("2", ["11", "11"]))
    )
    rows, places, contradictory = rows_of_persons(computation.panel, [(one,), (one, other)])
    assert contradictory == ((1, "TPOX"),)
    tpox = computation.panel.by_name["TPOX"]
    assert places[1, tpox] == rows.nothing != places[0, tpox]
    assert (np.delete(places[0], tpox) == np.delete(places[1], tpox)).all()
