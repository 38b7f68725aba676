"""Large tables are read with each text, and each shape of a family, taken in once: the values and
the notes are those of reading every cell and building every family by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from repatria.base.errors import InputError
from repatria.formats import genotype_alleles
from repatria.formats.family_table import read_families
from repatria.formats.genotype_table import LIMITS
from repatria.formats.genotypes import read_genotypes
from repatria.formats.population_store import load
from repatria.kinship.relatives import repeated_families
from repatria.kinship.relatives.build_family import Partners
from repatria.synthetic.campaign.make import make_campaign
from repatria.synthetic.campaign.tables import families_lines, remains_lines

HERE = Path(__file__).parent
FIXTURES = sorted(
    path
    for folder in ("good", "broken/genotypes", "broken/families")
    for path in (HERE / folder).iterdir()
    if path.suffix in (".txt", ".csv")
)


def told(path: Path, *, remains: bool) -> list[str]:
    """All that reading gives, to the letter: the order of markers and of persons, and the notes."""
    found: list[str] = []
    try:
        rows = read_genotypes(path, remains=remains)
        found += (f"{row!r} {dict(row.profile.observations)!r}" for row in rows.value)
        found += map(str, rows.notes)
        for partners in Partners:
            families = read_families(rows.value, path.name, partners=partners)
            for family in families.value:
                found.append(f"{family!r} {family.direct!r}")
                for reading in family.readings:
                    profiles, relations = reading.family.profiles, reading.relations
                    found.append(f"{reading!r} {relations!r} {list(profiles)!r}")
                    found += (repr(dict(each.observations)) for each in profiles.values())
            found += map(str, families.notes)
    except InputError as error:
        found.append(str(error))
    return found


def same_one_by_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for remains in (False, True):
        expected = told(path, remains=remains)
        with monkeypatch.context() as patched:
            patched.setattr(genotype_alleles, "_KEPT", 0)
            patched.setattr(repeated_families, "_KEPT", 0)
            assert told(path, remains=remains) == expected


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_fixture_reads_the_same_one_by_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same_one_by_one(path, monkeypatch)


def test_a_campaign_reads_the_same_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = make_campaign(
        60, 250, 5, population=load("nist1036-caucasian", Path("/nonexistent")).value
    )
    for name, lines in (("families", families_lines), ("remains", remains_lines)):
        path = tmp_path / f"{name}.csv"
        path.write_text("".join(lines(campaign)), encoding="utf-8", newline="")
        same_one_by_one(path, monkeypatch)


def test_each_family_of_a_campaign_reads_as_in_a_table_of_its_own(tmp_path: Path) -> None:
    campaign = make_campaign(
        1, 60, 6, population=load("nist1036-caucasian", Path("/nonexistent")).value
    )
    header, *lines = "".join(families_lines(campaign)).splitlines(keepends=True)
    path = tmp_path / "t.csv"

    def read(body: list[str]) -> tuple[list[object], list[str]]:
        path.write_text(header + "".join(body), encoding="utf-8", newline="")
        rows = read_genotypes(path, remains=False)
        families = read_families(rows.value, path.name)
        assert rows.notes == ()
        return [*families.value], [f"{note.field}: {note.message}" for note in families.notes]

    by_family: dict[str, list[str]] = {}
    for line in lines:
        by_family.setdefault(line.split(",")[0], []).append(line)
    alone = [read(body) for body in by_family.values()]
    whole, notes = read(lines)
    assert whole == [family for families, _ in alone for family in families]
    assert sorted(notes) == sorted(note for _, each in alone for note in each)


def test_a_cell_over_the_limit_is_found_in_a_row_that_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Sample,TH01,FGA\nS1,6/7,20/21\nS2,6/7,20/21/22\n", encoding="utf-8")
    read = read_genotypes(path, remains=False, limits=replace(LIMITS, cell=7))
    assert [row.profile.sample for row in read.value] == ["S1"]
    assert "“20/21/22” is longer than 7 characters" in str(read.notes[0])


def test_a_text_that_is_told_of_is_told_of_each_time(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "Sample,TH01,FGA,DYS391\nS1,6/OL,20/21/22,10\nS2,6/OL,20/21/22,10/11\nS3,6/7,20/21,10/11\n"
        "S3,6/7,20/21,10\n",
        encoding="utf-8",
    )
    notes = "\n".join(map(str, read_genotypes(path, remains=False).notes))
    for row, sample in ((2, "S1"), (3, "S2")):
        assert f"row {row}, field sample {sample}: off the ladder at TH01: 1 in all" in notes
        assert f"row {row}, field sample {sample}: FGA: more than two alleles" in notes
    assert "row 3, field sample S2: DYS391: two alleles where a man has one copy" in notes
    assert (
        "row 5, field sample S3, marker DYS391: 10 (genotype), but 10/11 (genotype) in line 4"
        in (notes)
    )
