"""The genes of a made-up campaign go the ways of its pedigrees: by Mendel's rule, with mutation at
the model's rate, from founders of the population."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from campaigns import caucasian, large, truly, within

from repatria.kinship.mutation import NO_MUTATION
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.kinship.relatives.coefficients import kinship
from repatria.kinship.settings import Settings
from repatria.synthetic.campaign.defects import DefectKind, true_pedigree
from repatria.synthetic.campaign.draws import Draws, Stream
from repatria.synthetic.campaign.genes import GenePool
from repatria.synthetic.campaign.make import make_campaign
from repatria.synthetic.campaign.rates import STEPWISE
from repatria.synthetic.campaign.shapes import KIN, TWO, VARIANTS, name_in, shape

COUNT = 3_000
TRIO = Pedigree.of(Person("F", Sex.MALE), Person("M", Sex.FEMALE), Person("C", Sex.MALE, "F", "M"))


def pool(mutation=STEPWISE, markers=None):
    return GenePool(Panel.of(caucasian(), Settings(mutation=mutation), markers))


@pytest.fixture(scope="module")
def lawful():
    """Alleles pass unchanged, so that kinship shows undisturbed."""
    return pool(NO_MUTATION, large().markers)


def persons_of(group, row):
    """Genotypes (loci, 2) of all persons of a family that are known, by role."""
    found = {role: group.places[row, :, at] for at, role in enumerate(group.shape.typed)}
    found |= {role: group.missing[row, :, at] for at, role in enumerate(group.shape.missing)}
    return found


def chi_square(observed, expected):
    return float(((observed - expected) ** 2 / expected).sum())


def test_every_relation_that_is_true_keeps_to_mendel_but_where_a_mutation_is_recorded():
    made = large()
    changed = {(each.parent, each.child, each.locus) for each in made.mutations}
    looked = 0
    for group in made.groups:
        for row, number in enumerate(group.numbers.tolist()):
            known = persons_of(group, row)
            pedigree = truly(group, row)
            for role, genotype in known.items():
                parents = [each for each in pedigree.by_id[role].parents if each in known]
                fits = _fitting(genotype, [known[parent] for parent in parents])
                for locus in np.flatnonzero(~fits):
                    assert any(
                        (name_in(number, parent), name_in(number, role), locus) in changed
                        for parent in parents
                    )
                looked += len(parents) * len(fits)
    assert looked > 200_000


def _fitting(child, parents):
    """By locus, whether a child can come from the parents that are given."""
    if not parents:
        return np.ones(len(child), bool)
    has = [[(parent == child[:, [at]]).any(axis=1) for at in (0, 1)] for parent in parents]
    if len(parents) == 1:
        return has[0][0] | has[0][1]
    return (has[0][0] & has[1][1]) | (has[0][1] & has[1][0])


def test_a_man_told_as_father_who_is_none_shows_in_the_genotypes():
    differing = []
    for group in large().groups:
        for row in np.flatnonzero(group.defect >= 0):
            defect = group.defects[group.defect[row]]
            father = group.shape.person(defect.person).father
            known = persons_of(group, row)
            if defect.kind is DefectKind.NON_PATERNITY and {father, defect.person} <= known.keys():
                fits = _fitting(known[defect.person], [known[father]])
                differing.append(int((~fits).sum()))
    assert len(differing) > 30
    assert min(differing) >= 2
    assert np.mean(differing) > 6


def test_recorded_mutations_stand_in_the_genotypes():
    made = large()
    seen = 0
    for each in made.families.mutations:
        group = made.groups[made.families.group_of[each.family]]
        row = made.families.row_of[each.family]
        known = {
            name_in(each.family, role): genotype[each.locus]
            for role, genotype in persons_of(group, row).items()
        }
        assert each.before != each.after
        if each.child in known:
            assert each.after in known[each.child]
        if each.parent in known:
            assert each.before in known[each.parent]
            seen += 1
    assert seen > 100


def test_alleles_of_founders_come_as_often_as_the_population_has_them():
    made = large()
    for locus, model in enumerate(made.panel.loci):
        counts = np.zeros(model.size)
        for group in made.groups:
            for at, role in enumerate(group.shape.typed):
                if group.shape.person(role).founder:
                    np.add.at(counts, group.places[:, locus, at].ravel(), 1)
        drawn = counts.sum()
        assert drawn > 10_000
        bound = model.size - 1 + 6 * math.sqrt(2 * (model.size - 1))
        assert chi_square(counts, model.frequencies * drawn) < bound, model.marker.name


def test_the_frequencies_are_those_in_force_with_the_rule_for_rare_alleles():
    loci = large().panel.loci
    assert all(locus.frequencies.min() > 4.5 / 722 for locus in loci)


@pytest.mark.parametrize("number", range(len(KIN)), ids=lambda at: ", ".join(KIN[at].labels))
def test_relatives_share_alleles_as_their_pedigree_says(lawful, number):
    """Of indicators of alleles drawn from two persons the covariance is φ p(1 − p)."""
    told = shape(number * VARIANTS + TWO)
    made = lawful.drop(Draws(number, Stream.GENES), told.pedigree, COUNT).genotypes
    for one, other in combinations((*told.typed, *told.missing), 2):
        expected = kinship(told.pedigree, one, other)
        assert _shared(lawful, made[one], made[other]) == pytest.approx(expected, abs=0.02)


def test_a_defect_makes_relatives_share_alleles_as_the_true_pedigree_says(lawful):
    told = shape(
        KIN.index(next(each for each in KIN if "paternal uncle" in each.labels)) * VARIANTS
    )
    side = next(each for each in large().groups if each.shape is told).defects
    moved = next(each for each in side if each.kind is DefectKind.MATERNAL_SIDE)
    true = true_pedigree(told.pedigree, moved)
    made = lawful.drop(Draws(1, Stream.GENES), true, COUNT).genotypes
    mother = next(role for role, label in told.labels.items() if label == "mother")
    assert kinship(told.pedigree, mother, moved.person) == 0
    assert _shared(lawful, made[mother], made[moved.person]) == pytest.approx(0.25, abs=0.02)
    assert _shared(lawful, made["M1"], made[moved.person]) == pytest.approx(0.125, abs=0.02)


def _shared(lawful, one, other):
    above = below = 0.0
    for locus, model in enumerate(lawful.panel.loci):
        p = model.frequencies
        x, y = (
            (each[:, locus, :, None] == np.arange(model.size)).mean(axis=1) - p
            for each in (one, other)
        )
        above += float((x * y).mean(axis=0).sum())
        below += float((p * (1 - p)).sum())
    return above / below


def test_strangers_who_are_brothers_are_full_brothers():
    made = make_campaign(3_000, 10, 2, population=caucasian())
    persons = made.persons
    one = np.flatnonzero((persons.brother > np.arange(len(persons))) & (persons.family < 0))
    other = persons.brother[one]
    own = GenePool(made.panel)
    shared = _shared(own, persons.genotypes[one], persons.genotypes[other])
    assert shared == pytest.approx(0.25, abs=0.04)


@pytest.mark.parametrize("sex", [Sex.MALE, Sex.FEMALE], ids=str)
def test_mutations_come_at_the_rate_and_with_the_steps_of_the_model(sex):
    made = pool(markers=large().markers)
    dropped = made.drop(Draws(9, Stream.GENES), TRIO, 40_000)
    parent = "F" if sex is Sex.MALE else "M"
    found = [each for each in dropped.mutations if each.parent == parent]
    rate = STEPWISE.male.rate if sex is Sex.MALE else STEPWISE.female.rate
    assert within(len(found), 40_000 * len(made), rate)
    for locus, model in enumerate(made.panel.loci):
        matrix = model.from_father if sex is Sex.MALE else model.from_mother
        changes = [each for each in found if each.locus == locus]
        expected = 40_000 * (model.frequencies @ (matrix - np.diag(np.diag(matrix))))
        counts = np.bincount([each.after for each in changes], minlength=model.size)
        # Alleles that are hardly ever reached are taken together.
        often = expected > 3
        rest = np.append(expected[often], max(expected[~often].sum(), 1e-9))
        seen = np.append(counts[often], counts[~often].sum())
        bound = often.sum() + 6 * math.sqrt(2 * (often.sum() + 1)) + 6
        assert chi_square(seen[rest > 0.5], rest[rest > 0.5]) < bound


def test_without_mutation_none_is_recorded(lawful):
    assert lawful.drop(Draws(1, Stream.GENES), TRIO, 2_000).mutations == ()
