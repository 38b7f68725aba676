from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from format_strategies import GOOD, PARTIES_KNOWN, TODAY

from repatria.base.dates import partial_date, period
from repatria.base.errors import InputError
from repatria.formats.guards import Limits
from repatria.formats.statements import Known, incoming_record, read_statements
from repatria.statements.quantity import Kind
from repatria.statements.vocabulary import Per, Unit

HEAD = "id,kind,from,to,category,quantity,speaker,source,said_on,paraphrase"
DEFINED = f"{HEAD},speaker_name,speaker_voice,source_title\n"
ROW = "w{n},count,A,B,remains,12,HQ,s1,2025-06-14,{text},Headquarters,other,Briefing\n"


def write(folder: Path, data: str | bytes, name: str = "statements.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refusal(path: Path, known: Known = PARTIES_KNOWN, **limits: int) -> InputError:
    with pytest.raises(InputError) as refused:
        read_statements(path, known, today=TODAY, limits=Limits(**limits))
    return refused.value


def test_the_yaml_holds_what_it_says() -> None:
    path = GOOD / "week.yaml"
    incoming = read_statements(path, today=TODAY)
    assert incoming.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    record = incoming_record(incoming)
    by_id = {claim.id: claim for claim in record.claims}
    assert [party.code for party in record.parties] == ["A", "B"]
    assert by_id["w1"].unit is Unit.BODY
    assert by_id["w1"].quantity.number == 1200
    assert by_id["w1"].parts[0].total.low == 1187 + 9 + 3
    assert by_id["w2"].quantity.kind is Kind.NONE
    assert by_id["w3"].quantity.low == 12
    assert by_id["w3"].quantity.words == "dozens"
    assert by_id["w3"].said_on == partial_date("2025-06-15")
    assert by_id["w3"].covers == period("2025-06-09..2025-06-15")
    assert by_id["w3"].per is Per.SIDE
    assert by_id["w5"].withdrawn_on == date(2025, 6, 21)
    assert by_id["w5"].known_from == date(2025, 6, 22)
    assert record.exchange_by_code["E1"].intermediaries == ("a neutral state (transit; guests)",)
    assert record.exchange_by_code["E2"].happened is False
    term = record.agreements[0].readings[1].terms[0]
    assert term.quantity is not None
    assert (term.quantity.number, term.quantity.words) == (3000, "three thousand")
    speaker = by_id["w2"].speaker
    assert dict(speaker.names) == {"uk": "Міністерство Півдня", "ru": "Министерство Юга"}


def test_a_statement_without_an_id_has_one_from_its_content() -> None:
    first = read_statements(GOOD / "week.yaml", today=TODAY)
    again = read_statements(GOOD / "week.yaml", today=date(2027, 1, 1))
    named = [claim.id for claim in first.claims if claim.id.startswith("c-")]
    assert len(named) == 1
    assert len(named[0]) == len("c-") + 12
    assert first == again


def test_the_table_is_read_with_its_definitions_wherever_they_stand() -> None:
    """The definitions stand on the last row; the second row holds HXL tags and one row is empty."""
    incoming = read_statements(GOOD / "week.csv", PARTIES_KNOWN, today=TODAY)
    assert [claim.id for claim in incoming.claims] == ["w1", "w2"]
    assert [speaker.code for speaker in incoming.speakers] == ["AHQ"]
    assert incoming.claims[0].paraphrase == '- "so many"; no more'
    assert incoming.claims[1].paraphrase == "-none at all"
    assert incoming.claims[0].said_on == partial_date("2025-06-14")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_every_encoding_and_delimiter_are_read(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    row = ROW.format(n=1, text="передано дванадцять")
    text = (DEFINED + row).replace(",", delimiter)
    incoming = read_statements(write(tmp_path, text.encode(encoding)), PARTIES_KNOWN, today=TODAY)
    assert incoming.claims[0].paraphrase == "передано дванадцять"


def test_what_is_known_need_not_be_defined_and_cannot_be_contradicted(tmp_path: Path) -> None:
    path = write(tmp_path, DEFINED + ROW.format(n=1, text=""))
    first = read_statements(path, PARTIES_KNOWN, today=TODAY)
    known = Known(
        parties=PARTIES_KNOWN.parties,
        speakers={"HQ": first.speakers[0]},
        sources={"s1": first.sources[0]},
        claims={"w1"},
    )
    bare = write(tmp_path, f"{HEAD},supersedes\nw2,count,A,B,remains,13,HQ,s1,2025-06-15,,w1\n")
    second = read_statements(bare, known, today=TODAY)
    assert (second.speakers, second.sources) == ((), ())
    assert second.claims[0].speaker == first.claims[0].speaker
    other = write(tmp_path, (DEFINED + ROW.format(n=3, text="")).replace("Briefing", "Another"))
    assert "source_title" in str(refusal(other, known))


def test_a_file_read_again_says_the_same(tmp_path: Path) -> None:
    """To a store that holds all of it, and in part to one that defines less than it knows."""
    first = read_statements(GOOD / "week.yaml", today=TODAY)
    known = Known(
        parties={party.code: party for party in first.parties},
        speakers={speaker.code: speaker for speaker in first.speakers},
        sources={source.key: source for source in first.sources},
        agreements={agreement.code: agreement for agreement in first.agreements},
        exchanges={exchange.code: exchange for exchange in first.exchanges},
        claims={claim.id for claim in first.claims},
    )
    assert read_statements(GOOD / "week.yaml", known, today=TODAY) == first
    part = "format: repatria-statements/1\nexchanges: [{code: E2, happened: %s}]\n"
    less = read_statements(write(tmp_path, part % "false", "less.yaml"), known, today=TODAY)
    assert less.exchanges == (known.exchanges["E2"],)
    (problem,) = refusal(write(tmp_path, part % "true", "other.yaml"), known).problems
    assert (problem.row, problem.field) == (2, "happened")


def test_a_repeated_statement_is_one_statement(tmp_path: Path) -> None:
    path = write(tmp_path, DEFINED + ROW.format(n=1, text="") * 3)
    assert len(read_statements(path, PARTIES_KNOWN, today=TODAY).claims) == 1


def test_fifty_problems_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    rows = "".join(f"w{n},count,A,B,remains,-1,HQ,s1,2025-06-14,,,,\n" for n in range(60))
    path = write(tmp_path, DEFINED + ROW.format(n="a", text="") + rows)
    found = refusal(path).problems
    assert len(found) == 51
    assert found[0].row == 3
    assert found[-1].message == "and 10 more problems"


def test_a_definition_that_is_wrong_is_reported_where_it_stands_only(tmp_path: Path) -> None:
    rows = "".join(f"w{n},count,A,B,remains,1,HQ,s1,2025-06-14,,,,\n" for n in range(9))
    bad = (DEFINED + ROW.format(n="a", text="")).replace("other", "nobody")
    assert [(p.row, p.field) for p in refusal(write(tmp_path, bad + rows)).problems] == [
        (2, "speaker_voice")
    ]


def test_limits_are_told_and_nothing_is_cut(tmp_path: Path) -> None:
    text = DEFINED + "".join(ROW.format(n=n, text="x" * 30) for n in range(20))
    path = write(tmp_path, text)
    assert "more than 10 rows" in str(refusal(path, rows=10))
    assert "larger than 500 bytes" in str(refusal(path, bytes=500))
    assert "longer than 20 characters" in str(refusal(path, cell=20))
    assert "more than 5 columns" in str(refusal(path, columns=5))
    assert "larger than 10 bytes" in str(refusal(GOOD / "week.yaml", yaml_bytes=10))
    assert len(read_statements(path, PARTIES_KNOWN, today=TODAY).claims) == 20


def test_long_values_are_not_repeated_in_full(tmp_path: Path) -> None:
    for column in ("2025-06-14", "12", "HQ", "remains"):
        text = (DEFINED + ROW.format(n=1, text="")).replace(f",{column},", f",{'9 ' * 5_000},")
        assert all(len(p.message) < 300 for p in refusal(write(tmp_path, text)).problems)


def test_ten_million_rows_are_refused_with_one_message(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(f"{HEAD}\n".encode() + b",,,,,,,,,x\n" * 10_000_000)
    problems = refusal(path).problems
    assert len(problems) == 1
    assert str(problems[0]).startswith("many.csv, row 500002: the table has more than 500,000 rows")


@pytest.mark.parametrize("name", ["record.docx", "old.xls", "sheet.ods", "macros.xlsm", "record"])
def test_files_of_other_kinds_are_refused(tmp_path: Path, name: str) -> None:
    assert ".yaml, .csv and .xlsx" in str(refusal(write(tmp_path, "x", name)))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    assert "not a file" in str(refusal(tmp_path / "folder.csv"))
    assert "cannot be opened" in str(refusal(tmp_path / "missing.csv"))
    assert "not a file" in str(refusal(_device(tmp_path)))


def _device(folder: Path) -> Path:
    path = folder / "endless.csv"
    path.symlink_to("/dev/zero")
    return path
