"""Families that are read of a file with what was kept of an earlier reading: the same families and
the same notes as those of reading everything, whatever changed in between."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from repatria.base.errors import InputError
from repatria.cli.kinship_search_notes import ways_of
from repatria.formats import summed_families as module
from repatria.formats.kinship_input import read_kinship_input
from repatria.formats.population_store import load
from repatria.formats.summed_families import SummedFamilies, summed_families
from repatria.kinship.family import Family
from repatria.kinship.relatives.build_family import FamilyReadings
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.summary import Summing, family_digest
from repatria.synthetic.campaign.make import make_campaign
from repatria.synthetic.campaign.rates import CampaignRates
from repatria.synthetic.campaign.tables import families_lines

HERE = Path(__file__).parent
FIXTURES = sorted(
    path
    for folder in ("good", "broken/genotypes", "broken/families")
    for path in (HERE / folder).iterdir()
    if path.suffix in (".txt", ".csv")
)
NIST = load("nist1036-caucasian", Path("/nonexistent")).value
HEAD = "Family,Relationship,Sample,Sex,TH01,vWA"
ROWS = (
    "F1,mother,R1,f,6/7,16/17", "F1,father,R2,m,6/9,16/19", "F2,full brother,R3,m,9/9.3,19/19",
    "F3,missing person,M3,f,,", "F3,uncle,R4,m,6/6,17/18", "F3,mother,R5,f,6/8,17/17",
    "F4,daughter,R6,f,7/8,OL", "F4,wife,R7,f,7/9,14/15", "F5,toothbrush,R8,,9/9.3,15/16",
)  # fmt: skip


def told(path: Path, folder: Path | None, **given: object) -> list[str]:
    """All that a search takes from the families of a file, to the letter and in its order."""
    try:
        found = summed_families(path, ways_of, folder=folder, **given)  # type: ignore[arg-type]
    except InputError as error:
        return [str(each) for each in error.problems]
    if folder is not None:
        folder.mkdir(exist_ok=True)
        found.save()
    lines = [found.sha256, *map(str, found.notes)]
    for settled in (False, True):
        wanted, notes = found.wanted(settled=settled)
        lines += notes
        lines += (f"{each} {each.person} {each.reading} {each.sex} {each.how}" for each in wanted)
        lines += (f"{each.family!r} {each.family.own!r}" for each in wanted)
        for each in wanted:
            lines += (f"{one!r} {dict(one.observations)}" for one in each.family.read.values())
        lines += (each.digest.hex() for each in wanted)
        lines += map(str, sorted((k, sorted(v)) for k, v in found.alleles(settled=settled).items()))
    for names in (found.names, found.names[::2]):
        lines += map(str, sorted(found.samples(names).items()))
    return lines


def same(path: Path, folder: Path, **given: object) -> None:
    expected = told(path, None, **given)
    for _ in range(2):
        assert told(path, folder, **given) == expected


def table(path: Path, rows: Sequence[str], head: str = HEAD, end: str = "\n") -> Path:
    path.write_text(end.join((head, *rows, "")), "utf-8", newline="")
    return path


@pytest.mark.parametrize("settled", [False, True])
def test_what_is_summed_is_that_of_the_families(tmp_path: Path, settled: bool) -> None:
    path = table(tmp_path / "families.csv", ROWS)
    found = summed_families(path, ways_of, folder=tmp_path)
    ways = [ways_of(each)[0] for each in read_kinship_input(path).value.families]
    families = [family for each in ways if len(each) == 1 or not settled for family in each]
    wanted, _ = found.wanted(settled=settled)
    assert len(families) == (4 if settled else 6)
    assert [each.family for each in wanted] == families
    assert [each.digest for each in wanted] == [
        family_digest(Wanted(each, each.missing[0]), Summing()) for each in families
    ]
    profiles = [one for family in families for one in family.read.values()]
    expected: dict[str, set[str]] = {}
    for profile in profiles:
        for marker, seen in profile.observations.items():
            expected.setdefault(marker, set()).update(seen.alleles)
    assert found.alleles(settled=settled) == expected
    names = {each.name for each in families}
    once = {profile.sample: profile for profile in profiles}.values()
    assert found.samples(names) == Counter(m for each in once for m in each.observations)


def test_a_comma_that_other_rows_explain_is_read_anew(tmp_path: Path) -> None:
    """Where points stand for partial repeats a comma parts alleles, in rows that did not change."""
    head = HEAD.replace(",", ";")
    rows = [row.replace(",", ";").replace("9.3", "9") for row in ROWS]
    rows[0] = "F1;mother;R1;f;9,3;16/17"
    for last in ("F8;mother;R80;f;6/7;16/17", "F8;mother;R80;f;9.3,7;16,17"):
        table(
            tmp_path / "families.csv", [*(r for r in rows if "/" not in r[-5:]), *rows, last], head
        )
        assert told(tmp_path / "families.csv", tmp_path) == told(tmp_path / "families.csv", None)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_fixture_reads_the_same_with_what_is_kept(path: Path, tmp_path: Path) -> None:
    same(path, tmp_path)
    same(path, tmp_path, population=NIST)


def read_now(path: Path, folder: Path) -> int:
    found = summed_families(path, ways_of, folder=folder)
    found.save()
    return found.read


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    path = table(tmp_path / "families.csv", ROWS)
    assert read_now(path, tmp_path) == 5
    # The last household is never kept: who knows whether the file was cut there.
    assert read_now(path, tmp_path) == 1
    table(path, [*ROWS[2:], "F9,mother,R9,f,6/7,16/17", *ROWS[:2]])
    assert read_now(path, tmp_path) == 3
    changed = [row.replace("6/8,17/17", "6/8,17/18") for row in ROWS]
    table(path, changed)
    # F3, which changed; F1, which was the last; and F5, which is.
    assert read_now(path, tmp_path) == 3
    same(path, tmp_path)


def test_no_family_is_made_before_it_is_asked_for(
    tmp_path: Path,
) -> None:
    path = table(tmp_path / "families.csv", ROWS)
    read_now(path, tmp_path)
    made: list[str] = []

    def noted(readings: FamilyReadings) -> tuple[list[Family], list[str]]:
        made.append(readings.name)
        return ways_of(readings)

    found = summed_families(path, noted, folder=tmp_path)
    wanted, _ = found.wanted()
    assert [str(each) for each in wanted[:1]] == ["missing person of family F1"]
    assert [(each.person, each.sex.value) for each in wanted[2:3]] == [(("F3", "M3"), "female")]
    assert all(each.digest for each in wanted)
    assert found.alleles()["TH01"] == {"6", "7", "8", "9", "9.3"}
    assert made == ["F5"]
    assert wanted[0].family.name == "F1"
    assert made == ["F5", "F1"]


CHANGES = (
    "drop",
    "double",
    "move",
    "cell",
    "rename",
    "sample",
    "short",
    "unknown",
    "blank",
    "comma",
)


def changed(rows: list[str], generator: random.Random) -> list[str]:
    """One thing done to the rows that a person may do to a table."""
    at = generator.randrange(len(rows))
    cells = rows[at].split(",")
    if len(cells) < 6:
        return rows
    match generator.choice(CHANGES):
        case "drop":
            return rows[:at] + rows[at + 1 :]
        case "double":
            return [*rows, rows[at]]
        case "move":
            return [*rows[:at], *rows[at + 1 :], rows[at]]
        case "cell":
            cells[generator.randrange(3, 6)] = generator.choice(["9/9", "x", "", "12/13/14", "m"])
        case "rename":
            cells[0] = generator.choice(["F1", " F1 ", "", "F8", "F 2", "F  2", "=F"])
        case "sample":
            cells[2] = generator.choice(["R1", "R3", "", "R\u202e", "Z"])
        case "short":
            cells = cells[: generator.randrange(7)]
        case "unknown":
            cells[1] = generator.choice(["cousin of R1", "friend", "son of R2", "nephew", ""])
        case "blank":
            cells = [" "] * generator.randrange(1, 8)
        case "comma":
            cells = [f'"{each}"' for each in cells]
    return [*rows[:at], ",".join(cells), *rows[at + 1 :]]


@pytest.mark.parametrize("seed", range(25))
def test_whatever_changes_in_the_table_comes_out_as_without(tmp_path: Path, seed: int) -> None:
    generator = random.Random(seed)
    head = generator.choice([HEAD, f"{HEAD},Remark,Also", "Row," + HEAD, "," + HEAD])
    rows = [row for _ in range(2) for row in ROWS]
    rows = [
        row.replace("F", f"F{at // 9}").replace("R", f"R{at // 9}") for at, row in enumerate(rows)
    ]
    for _ in range(8):
        rows = changed(rows, generator)
        written = [
            (f"{at}," if head[0] in "R," else "")
            + row
            + (generator.choice([",seen,x", ",,x", ",seen,"]) if "Remark" in head else "")
            for at, row in enumerate(rows)
        ]
        ends = generator.choice([["\n"], ["\r\n"], ["\r"], ["\n", "\r", "\r\n"]])
        path = tmp_path / "families.csv"
        whole = "".join(row + generator.choice(ends) for row in (head, *written))
        path.write_text(whole, "utf-8", newline="")
        if generator.random() < 0.3:
            path.write_bytes(path.read_bytes()[:-1])
        assert told(path, tmp_path) == told(path, None)


def test_a_campaign_with_everything_in_it_reads_the_same(tmp_path: Path) -> None:
    rates = CampaignRates(two_missing=0.4, partial=0.3, mislabelled=0.2, non_paternity=0.1)
    campaign = make_campaign(1, 120, 5, population=NIST, rates=rates)
    path = tmp_path / "families.csv"
    path.write_text("".join(families_lines(campaign)), "utf-8", newline="")
    same(path, tmp_path, population=NIST)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:1], *lines[40:], *lines[20:40]]), "utf-8", newline="")
    same(path, tmp_path, population=NIST)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251", "utf-8-sig"])
def test_encodings_read_the_same(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "families.csv"
    text = "\n".join((HEAD, *(row.replace("mother", "мати") for row in ROWS), ""))
    path.write_bytes(text.encode(encoding))
    same(path, tmp_path)


def test_it_is_kept_for_one_header_one_population_and_one_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path / "families.csv", ROWS)
    assert (read_now(path, tmp_path), read_now(path, tmp_path)) == (5, 1)
    assert summed_families(path, ways_of, folder=tmp_path, population=NIST).read == 5
    table(path, ROWS, HEAD.replace("TH01", "TPOX"))
    assert read_now(path, tmp_path) == 5
    monkeypatch.setattr(module, "program_digest", lambda: "another")
    assert read_now(path, tmp_path) == 5


def test_what_is_damaged_or_hostile_is_not_taken(tmp_path: Path) -> None:
    path = table(tmp_path / "families.csv", ROWS)
    read_now(path, tmp_path)
    (file,) = tmp_path.glob("*.families")
    whole = file.read_bytes()
    generator = random.Random(1)
    for _ in range(40):
        data = bytearray(whole)
        data[generator.randrange(len(data))] ^= 1 << generator.randrange(8)
        file.write_bytes(data[: generator.choice([len(data), generator.randrange(len(data))])])
        assert summed_families(path, ways_of, folder=tmp_path).read == 5
    for content in (b"", b"\0" * 999, b"cos\nsystem\n(S'false'\ntR."):
        file.write_bytes(content)
        same(path, tmp_path)


def test_a_folder_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    found: SummedFamilies = summed_families(
        table(tmp_path / "families.csv", ROWS), ways_of, folder=tmp_path / "none"
    )
    with pytest.raises(OSError, match="No such file"):
        found.save()
