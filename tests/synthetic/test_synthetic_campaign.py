"""A made-up campaign holds what it is asked for, in the shares that it is asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import numpy as np
import pytest
from campaigns import caucasian, large, small, within

from repatria.base.errors import ValueProblem
from repatria.kinship.population import Population
from repatria.synthetic.campaign.defects import DefectKind
from repatria.synthetic.campaign.make import NOT_TYPED, make_campaign
from repatria.synthetic.campaign.persons import MOST_PARTS, Origin
from repatria.synthetic.campaign.rates import USUAL_RATES, CampaignRates
from repatria.synthetic.campaign.shapes import KIN, SECOND, THIRDS

RATES = USUAL_RATES


def arrays(made):
    """Every array of a campaign, by name."""
    parts = {"persons": made.persons, "finds": made.finds, "readings": made.readings}
    parts |= {f"group {number}": group for number, group in enumerate(made.groups)}
    return {
        f"{name}.{field.name}": value
        for name, part in parts.items()
        for field in fields(part)
        if isinstance(value := getattr(part, field.name), np.ndarray)
    }


def test_it_holds_as_many_remains_and_families_as_are_asked_for():
    made = large()
    assert len(made.finds) == 6_000 == made.persons.parts.sum() == len(made.readings.places)
    assert sorted(np.concatenate([group.numbers for group in made.groups])) == list(range(9_000))
    assert "6,000 remains" in str(made)
    assert "9,000 families" in str(made)


def test_the_markers_are_the_24_of_the_usual_kits():
    made = small()
    assert len(made.markers) == 24
    assert "SE33" in made.markers
    assert not set(NOT_TYPED) & set(made.markers)


def test_the_same_seed_makes_the_same_campaign_and_another_seed_another():
    first, again, other = (
        arrays(make_campaign(300, 400, seed, population=caucasian())) for seed in (5, 5, 6)
    )
    assert first.keys() == again.keys()
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert not np.array_equal(first["readings.places"], other["readings.places"])


def test_more_remains_leave_the_families_as_they_are():
    few, many = (make_campaign(count, 400, 5, population=caucasian()) for count in (100, 300))
    for group, same in zip(few.groups, many.groups, strict=True):
        assert np.array_equal(group.places, same.places)
        assert np.array_equal(group.missing, same.missing)
    assert few.families.mutations == many.families.mutations


def test_a_third_of_the_families_is_of_each_kind_and_every_kin_is_there():
    groups = large().groups
    for third in THIRDS:
        found = sum(len(group) for group in groups if group.shape.third == third)
        assert within(found, 9_000, 1 / 3)
    told = {tuple(group.shape.labels.values()) for group in groups}
    assert len(told) >= len(KIN)


def test_the_missing_are_mostly_men_and_some_families_miss_two_brothers():
    groups = large().groups
    men = sum(int(group.man.sum()) for group in groups)
    two = sum(len(group) for group in groups if SECOND in group.shape.missing)
    assert within(men, 9_000, RATES.male)
    assert within(two, 9_000, RATES.male * RATES.two_missing)


def test_the_share_of_families_with_each_mistake():
    found: Counter[DefectKind] = Counter()
    can = 0
    for group in large().groups:
        found.update(group.defects[number].kind for number in group.defect[group.defect >= 0])
        can += len(group) * any(each.kind is not DefectKind.NON_PATERNITY for each in group.defects)
    assert within(found[DefectKind.NON_PATERNITY], 9_000, RATES.non_paternity)
    mislabelled = found.total() - found[DefectKind.NON_PATERNITY]
    assert within(mislabelled, can, RATES.mislabelled)
    assert set(found) == set(DefectKind)


def test_some_missing_are_told_with_the_wrong_sex_where_nothing_shows_it():
    rates = CampaignRates(missing_sex_label=0.5)
    made = make_campaign(10, 2_000, 1, population=caucasian(), rates=rates)
    shown = wrong = rest = 0
    for group in made.groups:
        told_as_man = group.shape.person("M1").sex == "male"
        parental = not {"son", "daughter"}.isdisjoint(group.shape.labels.values())
        differing = int((group.man != told_as_man).sum())
        if parental or SECOND in group.shape.missing:
            shown += differing
        else:
            wrong += differing
            rest += len(group)
    assert shown == 0
    assert within(wrong, rest, 0.5)


def test_the_share_of_persons_who_belong_to_a_family_and_of_strangers():
    persons = large().persons
    theirs = int((persons.origin == Origin.FAMILY).sum())
    assert within(theirs, len(persons), RATES.belonging)
    assert np.array_equal(persons.origin == Origin.FAMILY, persons.family >= 0)
    others = int((persons.origin == Origin.OTHER_SIDE).sum())
    assert within(others, len(persons) - theirs, RATES.other_side)


def test_nobody_is_two_persons_among_the_remains():
    persons = large().persons
    rows = np.flatnonzero(persons.family >= 0)
    found = set(zip(persons.family[rows].tolist(), persons.missing[rows].tolist(), strict=True))
    assert len(found) == len(rows)
    codes = {persons.code(person) for person in range(len(persons))}
    assert len(codes) == len(persons)


def test_where_fewer_are_missing_the_rest_are_strangers():
    made = make_campaign(200, 5, 1, population=caucasian())
    missing = sum(len(group) * len(group.shape.missing) for group in made.groups)
    assert (made.persons.family >= 0).sum() == missing
    assert len(made.finds) == 200


def test_two_missing_brothers_are_often_both_among_the_remains():
    rates = CampaignRates(two_missing=1, male=1, brothers_together=1)
    persons = make_campaign(1_000, 2_000, 1, population=caucasian(), rates=rates).persons
    theirs = np.flatnonzero(persons.family >= 0)
    # All but at most one whose brother comes next beyond the count.
    assert (persons.brother[theirs] >= 0).sum() >= len(theirs) - 1


def test_brothers_are_brothers_of_each_other():
    persons = large().persons
    having = np.flatnonzero(persons.brother >= 0)
    assert np.array_equal(persons.brother[persons.brother[having]], having)
    assert persons.man[having].all()
    strangers = np.flatnonzero(persons.family < 0)
    paired = int((persons.brother[strangers] >= 0).sum())
    assert within(paired // 2, len(strangers) // 2, RATES.stranger_brothers)
    assert (persons.family[having] >= 0).any()


def test_the_share_of_persons_in_several_parts():
    persons = large().persons
    assert within(int((persons.parts > 1).sum()), len(persons), RATES.fragmented)
    assert set(persons.parts.tolist()) == set(range(1, MOST_PARTS + 1))


def test_parts_of_one_person_lie_in_several_containers_and_handovers():
    made = large()
    finds = made.finds
    several = [samples for samples in made.samples_of.values() if len(samples) > 1]
    for samples in several:
        assert finds.part[list(samples)].tolist() == list(range(1, len(samples) + 1))
    apart = [len({*finds.container[list(each)].tolist()}) > 1 for each in several]
    days = [len({*finds.handover[list(each)].tolist()}) > 1 for each in several]
    assert sum(apart) > len(several) / 2
    assert sum(days) > len(several) / 2
    assert not all(apart)


def test_some_containers_hold_several_persons_and_each_comes_in_one_handover():
    finds = large().finds
    held: dict[int, set[int]] = {}
    days: dict[int, set[int]] = {}
    for person, container, day in zip(
        finds.person.tolist(), finds.container.tolist(), finds.handover.tolist(), strict=True
    ):
        held.setdefault(container, set()).add(person)
        days.setdefault(container, set()).add(day)
    assert all(len(each) == 1 for each in days.values())
    shared = sum(len(each) > 1 for each in held.values())
    assert 0.03 < shared / len(held) < 0.07
    assert sorted(held) == list(range(len(held)))


@pytest.mark.parametrize(
    ("remains", "families", "seed"), [(0, 5, 1), (5, 0, 1), (5, 5, -1)], ids=str
)
def test_nothing_to_make_is_refused(remains, families, seed):
    with pytest.raises(ValueProblem):
        make_campaign(remains, families, seed, population=caucasian())


def test_a_population_without_a_marker_for_it_is_refused():
    only = Population.of("few", [caucasian().markers["LPL"]])
    with pytest.raises(ValueProblem, match="few has no marker"):
        make_campaign(5, 5, 1, population=only)


def test_a_population_with_silent_alleles_is_refused():
    silent = Population.of("north", [caucasian().markers["TH01"].with_silent(0.01)])
    with pytest.raises(ValueProblem, match="TH01: a campaign has no silent alleles"):
        make_campaign(5, 5, 1, population=silent)


def test_a_rate_that_is_no_chance_is_refused():
    with pytest.raises(ValueProblem, match=r"partial is 1\.5"):
        CampaignRates(partial=1.5)
    with pytest.raises(ValueProblem, match="sum to more than 1"):
        CampaignRates(non_paternity=0.6, mislabelled=0.6)
    with pytest.raises(ValueProblem, match="no rate “speed”"):
        RATES.with_rate("speed", 0.1)
