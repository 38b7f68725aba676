"""What is wrong with a family of a campaign changes who is related to whom as its name says."""

from __future__ import annotations

import pytest

from repatria.kinship.pedigree import Sex
from repatria.kinship.relatives.coefficients import kinship
from repatria.synthetic.campaign.defects import (
    DefectKind,
    mislabellings,
    non_paternities,
    true_pedigree,
)
from repatria.synthetic.campaign.shapes import KIN, VARIANTS, WOMAN, shape

SHAPES = [shape(number) for number in range(len(KIN) * VARIANTS)]
CASES = [
    (told, defect) for told in SHAPES for defect in (*non_paternities(told), *mislabellings(told))
]


def told_and_true(kind):
    return [
        (told, each, true_pedigree(told.pedigree, each))
        for told, each in CASES
        if each.kind is kind
    ]


@pytest.mark.parametrize("kind", DefectKind)
def test_every_kind_can_happen_to_some_shape(kind):
    assert told_and_true(kind)


def test_every_shape_has_a_father_who_may_be_none():
    assert all(non_paternities(told) for told in SHAPES)


def test_the_true_pedigree_has_everybody_of_the_one_that_is_told():
    for told, defect in CASES:
        true = true_pedigree(told.pedigree, defect)
        assert set(told.pedigree.ids) <= set(true.ids)
        assert all(true.by_id[each.id].sex is each.sex for each in told.pedigree.persons)


def test_a_father_who_is_none_is_unrelated_to_the_child():
    for told, defect, true in told_and_true(DefectKind.NON_PATERNITY):
        father = told.person(defect.person).father
        assert kinship(told.pedigree, father, defect.person) == 0.25
        assert kinship(true, father, defect.person) == 0


@pytest.mark.parametrize("kind", [DefectKind.PATERNAL_HALF, DefectKind.MATERNAL_HALF])
def test_a_sibling_told_as_full_shares_one_parent(kind):
    for told, defect, true in told_and_true(kind):
        one, missing = true.by_id[defect.person], true.by_id["M1"]
        assert kinship(told.pedigree, "M1", defect.person) == 0.25
        assert kinship(true, "M1", defect.person) == 0.125
        assert (one.father == missing.father) is (kind is DefectKind.PATERNAL_HALF)
        assert (one.mother == missing.mother) is (kind is DefectKind.MATERNAL_HALF)


@pytest.mark.parametrize("kind", [DefectKind.PATERNAL_SIDE, DefectKind.MATERNAL_SIDE])
def test_an_uncle_or_aunt_is_a_sibling_of_the_other_parent(kind):
    for told, defect, true in told_and_true(kind):
        missing = true.by_id["M1"]
        own, other = missing.father, missing.mother
        if kind is DefectKind.MATERNAL_SIDE:
            own, other = other, own
        assert kinship(told.pedigree, "M1", defect.person) == 0.125
        assert kinship(true, "M1", defect.person) == 0.125
        assert kinship(true, own, defect.person) == 0.25
        assert other is None or kinship(true, other, defect.person) == 0


def test_the_shapes_tell_of_men_and_women_as_missing():
    for number, told in enumerate(SHAPES):
        woman = number % VARIANTS == WOMAN
        assert told.person("M1").sex is (Sex.FEMALE if woman else Sex.MALE)
        assert set(told.labels).isdisjoint(told.missing)
        assert len(told.labels) <= 9
