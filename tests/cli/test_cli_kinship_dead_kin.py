"""The brothers whose family never came.

V and W are brothers. Nobody of theirs gave a sample. A stranger's family misses two brothers, and
an aunt of these gave hers. As the two sons of that family V and W look excellent, because they
vouch for each other: the aunt says next to nothing. Weighed together they come out as that
family's, with a posterior that would pass for an identification; it must not go without its
warning.
"""

from __future__ import annotations

import csv

import numpy as np
import pytest
from kinship_running import at_home

from repatria.cli.kinship_population import named_population

FAMILIES_THAT_CAME = 10


@pytest.fixture
def kinship(tmp_path, monkeypatch):
    return at_home(tmp_path, monkeypatch)


class People:
    """Made-up people of the default population, at its autosomal markers."""

    def __init__(self, seed: int) -> None:
        population = named_population("nist1036-caucasian")
        self.draws = np.random.default_rng(seed)
        self.markers = [each for each in population.markers.values() if not each.x_linked][:24]

    def stranger(self):
        return [self.draws.choice(each.alleles, 2, p=each.frequencies) for each in self.markers]

    def child(self, father, mother):
        return [
            (one[self.draws.integers(2)], other[self.draws.integers(2)])
            for one, other in zip(father, mother, strict=True)
        ]

    @property
    def names(self) -> str:
        return ",".join(each.name for each in self.markers)


def cells(person) -> str:
    return ",".join("/".join(sorted(pair)) for pair in person)


def test_brothers_who_vouch_for_each_other_in_a_strangers_family_are_flagged(kinship):
    people = People(7)
    father, mother = people.stranger(), people.stranger()
    one, other = people.child(father, mother), people.child(father, mother)
    aunt = people.child(people.stranger(), people.stranger())
    nothing = "," * (len(people.markers) - 1)
    families = [
        f"F1,missing person,M1,m,{nothing}", f"F1,missing brother,M2,m,{nothing}",
        f"F1,father's sister,R1,f,{cells(aunt)}",
    ]  # fmt: skip
    bodies = [f"V,{cells(one)}", f"W,{cells(other)}"]
    for number in range(2, 2 + FAMILIES_THAT_CAME):
        mother, father = people.stranger(), people.stranger()
        families += [
            f"F{number},mother,R{number}m,f,{cells(mother)}",
            f"F{number},father,R{number}f,m,{cells(father)}",
        ]
        bodies.append(f"B{number},{cells(people.child(mother, father))}")
    done = kinship(
        "joint", "--remains", kinship.remains(*bodies, markers=people.names),
        "--families", kinship.families(*families, markers=people.names),
        "--threshold", 1, "--runner", "serial", "--out", kinship.home / "out",
    )  # fmt: skip
    assert done.code == 0, done.err
    lines = (kinship.home / "out" / "joint.csv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    brothers = [row for row in rows if row["samples"] in "VW"]
    assert {row["samples"] for row in brothers} == {"V", "W"}
    # That is how it would go wrong: as somebody of F1 they are all but certain.
    assert all(float(row["family_posterior"]) > 0.9999 for row in brothers)
    for row in brothers:
        assert "kin of another dead person" in row["flags"]
        assert "with the references of family F1 left out" in row["told"]
    others = [row for row in rows if row["samples"] not in "VW"]
    assert len(others) == FAMILIES_THAT_CAME
    for row in others:
        assert row["samples"][1:] == row["family"][1:]
        assert not row["flags"]
