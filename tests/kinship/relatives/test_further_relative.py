"""A relative added to a family is related to the missing person as the textbook says."""

from __future__ import annotations

from fractions import Fraction

import pytest

from repatria.kinship.family import Family
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.coefficients import inbreeding, kinship
from repatria.kinship.relatives.further_relative import with_relative
from repatria.kinship.relatives.relations import UNRELATED, Relation, expand

TYPED = Profile.of("M", {"TH01": ["6", "7"]})


def family(*persons: Person, missing: str = "X", typed: tuple[str, ...] = ("M",)) -> Family:
    return Family("F1", Pedigree(persons), (missing,), dict.fromkeys(typed, TYPED))


def alone(sex: Sex = Sex.MALE) -> Family:
    """Just the missing person and the typed mother."""
    return family(Person("X", sex, None, "M"), Person("M", Sex.FEMALE))


# φ of a relative: ½ for each step of a line of descent, ½ more (Lange 2002, table 5.1).
TEXTBOOK = {
    "F": "1/4", "S": "1/4", "D": "1/4", "C": "1/4", "B": "1/4", "Z": "1/4", "G": "1/4",
    "pB": "1/8", "mZ": "1/8", "FF": "1/8", "MM": "1/8", "SS": "1/8", "DC": "1/8",
    "FB": "1/8", "MZ": "1/8", "BS": "1/8", "ZD": "1/8", "FFF": "1/16", "FFB": "1/16",
    "FpB": "1/16", "mBS": "1/16", "FBS": "1/16", "MZD": "1/16", "BSS": "1/16",
    "FFBS": "1/32", "FBSD": "1/32", "FFBSD": "1/64",
}  # fmt: skip


@pytest.mark.parametrize("sex", [Sex.MALE, Sex.FEMALE])
@pytest.mark.parametrize(("path", "phi"), TEXTBOOK.items())
def test_the_kinship_coefficient_is_the_textbook_one(path, phi, sex):
    before = alone(sex)
    for relation in expand(path):
        larger, person = with_relative(before, "X", relation)
        pedigree = larger.pedigree
        assert kinship(pedigree, "X", person) == Fraction(phi)
        assert inbreeding(pedigree, person) == inbreeding(pedigree, "X") == 0
        assert person not in before.pedigree.by_id
        if relation.sex is not Sex.UNKNOWN:
            assert pedigree.by_id[person].sex is relation.sex
        assert pedigree.by_id.keys() >= before.pedigree.by_id.keys()
        assert kinship(pedigree, "X", "M") == Fraction(1, 4)
        assert (larger.missing, larger.profiles) == (before.missing, before.profiles)


@pytest.mark.parametrize("path", ["F", "FF", "FB", "pB", "FBS"])
def test_the_fathers_side_is_no_kin_of_the_mother(path):
    larger, person = with_relative(alone(), "X", expand(path)[0])
    assert kinship(larger.pedigree, "M", person) == 0


@pytest.mark.parametrize("path", ["MF", "MB", "mB", "MZD"])
def test_the_mothers_side_is_kin_of_the_mother(path):
    larger, person = with_relative(alone(), "X", expand(path)[0])
    assert kinship(larger.pedigree, "M", person) > 0


def test_parents_who_are_there_are_taken_and_a_sibling_is_somebody_new():
    whole = family(
        Person("X", Sex.MALE, "F", "M"), Person("F", Sex.MALE), Person("M", Sex.FEMALE),
        Person("S", Sex.FEMALE, "F", "M"), typed=("M", "S"),
    )  # fmt: skip
    assert with_relative(whole, "X", Relation("F")) == (whole, "F")
    larger, sister = with_relative(whole, "X", Relation("Z"))
    assert sister not in whole.pedigree.by_id
    assert len(larger.pedigree.persons) == len(whole.pedigree.persons) + 1
    assert kinship(larger.pedigree, sister, "S") == 0.25


def test_a_second_child_is_by_the_same_partner_and_of_two_by_neither():
    one = family(Person("X", Sex.MALE), Person("W", Sex.FEMALE), Person("M", Sex.FEMALE, "X", "W"))
    larger, child = with_relative(one, "X", Relation("C"))
    assert larger.pedigree.by_id[child].mother == "W"
    two = family(
        Person("X", Sex.MALE), Person("W", Sex.FEMALE), Person("V", Sex.FEMALE),
        Person("M", Sex.FEMALE, "X", "W"), Person("N", Sex.FEMALE, "X", "V"),
    )  # fmt: skip
    larger, child = with_relative(two, "X", Relation("C"))
    assert larger.pedigree.by_id[child].mother not in ("W", "V")


def test_a_name_that_is_taken_gets_a_number():
    whole = family(
        Person("X", Sex.MALE, None, "M"), Person("M", Sex.FEMALE), Person("father of X", Sex.MALE)
    )
    larger, person = with_relative(whole, "X", Relation("F"))
    assert person == "father of X (2)"
    assert larger.pedigree.by_id["X"].father == person


@pytest.mark.parametrize(
    ("relation", "told"),
    [
        (Relation("M"), "M, the mother of X, is typed already"),
        (UNRELATED, "a sample of a no relative by blood is not computed here"),
        (expand("W")[0], "a sample of a wife is not computed here"),
    ],
)
def test_who_cannot_be_added_is_told(relation, told):
    with pytest.raises(PedigreeProblem, match=told):
        with_relative(alone(), "X", relation)


def test_a_child_of_one_whose_sex_is_not_known():
    with pytest.raises(PedigreeProblem, match="a child of X needs the sex of X"):
        with_relative(alone(Sex.UNKNOWN), "X", Relation("C"))


def test_one_who_is_missing_too_is_told():
    both = Family(
        "F1",
        Pedigree.of(
            Person("X", Sex.MALE, "F", "M"), Person("F", Sex.MALE), Person("M", Sex.FEMALE)
        ),
        ("X", "F"),
        {"M": TYPED},
    )
    with pytest.raises(PedigreeProblem, match="F, the father of X, is missing"):
        with_relative(both, "X", Relation("F"))


def test_a_child_is_not_older_than_its_parent():
    """Where births are given they stand in the pedigree, which refuses this."""
    from repatria.base.dates import partial_date

    with pytest.raises(PedigreeProblem) as caught:
        Pedigree.of(
            Person("M", Sex.FEMALE, born=partial_date("1990")),
            Person("X", Sex.MALE, None, "M", born=partial_date("1985-02")),
        )
    assert str(caught.value) == "X (born 1985-02) is older than M (born 1990), the mother"
    assert caught.value.person == "X"
