"""Every file under broken/ is refused, with file, row and field; a table here says which."""

from __future__ import annotations

import pytest
from format_strategies import BROKEN, PARTIES_KNOWN, TODAY

from repatria.base.errors import InputError
from repatria.formats.statements import Known, read_statements

# File: row, field, and what the message says.
DEFECTS: dict[str, tuple[int | None, str, str]] = {
    "address_with_script.yaml": (16, "url", "javascript"),
    "alias_bomb.yaml": (4, "", "alias"),
    "both_without_parties.csv": (3, "both", "names the two parties"),
    "broken_utf8.csv": (3, "", "broken UTF-8"),
    "column_twice.csv": (1, "quantity", "twice"),
    "decimal_number.csv": (3, "quantity", "12.5"),
    "digest_of_a_source_cut_short.yaml": (16, "digest", "SHA-256"),
    "duplicate_key.yaml": (52, "quantity", "twice"),
    "empty.csv": (None, "", "empty"),
    "evidence_without_kind.yaml": (56, "kind", "required"),
    "formula_after_at.csv": (3, "source_title", "formula"),
    "formula_after_minus.csv": (3, "paraphrase", "formula"),
    "formula_in_cell.csv": (3, "paraphrase", "formula"),
    "from_and_to_the_same.csv": (3, "to", "the same party"),
    "hidden_direction_in_code.csv": (3, "speaker", "U+202E"),
    "hidden_joiner_in_code.csv": (3, "id", "\\u200b"),
    "impossible_date.csv": (3, "said_on", "2025-02-30"),
    "impossible_date.yaml": (36, "date", "2025-06-31"),
    "judgement_on_unknown.yaml": (67, "second", "w9"),
    "list_at_the_top.yaml": (1, "", "format: repatria-statements/1"),
    "list_for_text.yaml": (37, "title", "not a list"),
    "missing_date.csv": (3, "said_on", "required"),
    "missing_kind.csv": (3, "kind", "required"),
    "month_first_date.csv": (3, "said_on", "YYYY-MM-DD"),
    "negative_number.csv": (3, "quantity", "below zero"),
    "negative_number.yaml": (51, "quantity", "below zero"),
    "neither_true_nor_false.csv": (3, "both", "perhaps"),
    "no_format.yaml": (1, "format", "required"),
    "no_known_column.csv": (1, "", "no column of the format"),
    "non_statement_with_number.csv": (3, "quantity", "gives no number"),
    "not_yaml.yaml": (5, "", "not YAML"),
    "nul_byte.csv": (3, "", "NUL"),
    "one_id_two_statements.csv": (3, "id", "another statement"),
    "other_format.yaml": (1, "format", "repatria-statements/2"),
    "part_negative.csv": (3, "parts", "below zero"),
    "part_without_number.csv": (3, "parts", "needs a number"),
    "parts_without_signs.csv": (3, "parts", "write parts as"),
    "party_voice_without_party.csv": (2, "speaker_party", "names the party"),
    "party_without_english.yaml": (7, "name", "English"),
    "period_backwards.csv": (3, "covers", "ends before it begins"),
    "quotation_of_31_words.yaml": (61, "quote", "at most 30 words"),
    "reading_by_nobody.yaml": (23, "by", "names the party"),
    "reading_of_unknown.yaml": (24, "claims", "w9"),
    "reason_without_withdrawal.yaml": (61, "withdrawn_why", "without the day"),
    "said_in_the_future.csv": (3, "said_on", "not come yet"),
    "space_in_code.csv": (3, "id", "not a code"),
    "speaker_defined_twice.csv": (3, "speaker_name", "Headquarters"),
    "speaker_without_voice.csv": (2, "speaker_voice", "required"),
    "supersedes_itself.csv": (3, "supersedes", "itself"),
    "supersedes_unknown.csv": (3, "supersedes", "w7"),
    "tagged_value.yaml": (51, "", "tag"),
    "text_for_keys.yaml": (56, "evidence", "keys"),
    "too_deep.yaml": (2, "", "levels deep"),
    "too_few_cells.csv": (3, "", "3 cells stand under 24"),
    "too_many_cells.csv": (3, "", "25 cells stand under 24"),
    "two_documents.yaml": (66, "", "second document"),
    "unclosed_quote.csv": (3, "", "cannot be read"),
    "unknown_agreement.csv": (3, "agreement", "AG9"),
    "unknown_category.csv": (3, "category", "did you mean “wounded”"),
    "unknown_column.csv": (1, "paraphrse", "did you mean “paraphrase”"),
    "unknown_exchange.csv": (3, "exchange", "E9"),
    "unknown_form.yaml": (26, "form", "did you mean “parity”"),
    "unknown_key.yaml": (52, "speeker", "did you mean “speaker”"),
    "unknown_kind.csv": (3, "kind", "counting"),
    "unknown_party.csv": (3, "from", "unknown party “C”"),
    "unknown_party.yaml": (48, "from", "unknown party “C”"),
    "unknown_silent_party.csv": (3, "silent", "unknown party “X”"),
    "unknown_source.csv": (3, "source", "s9"),
    "unknown_speaker.csv": (3, "speaker", "HW"),
    "unknown_unit.csv": (3, "unit", "did you mean “body”"),
    "unknown_verdict.yaml": (67, "verdict", "did you mean “different”"),
    "unknown_voice.csv": (2, "speaker_voice", "person"),
    "wide_formula.csv": (3, "paraphrase", "formula"),
    "withdrawn_before_said.csv": (3, "withdrawn_on", "before it was said"),
    "words_without_a_rule.csv": (3, "quantity", "a great many"),
    "zero_in_numbering.yaml": (42, "number", "above zero"),
}


def test_every_broken_file_is_in_the_table() -> None:
    assert sorted(path.name for path in BROKEN.iterdir() if path.is_file()) == sorted(DEFECTS)


@pytest.mark.parametrize("name", sorted(DEFECTS))
def test_a_broken_file_is_refused_with_file_row_and_field(name: str) -> None:
    row, field, told = DEFECTS[name]
    known = PARTIES_KNOWN if name.endswith(".csv") else Known()
    with pytest.raises(InputError) as refused:
        read_statements(BROKEN / name, known, today=TODAY)
    found = [(problem.row, problem.field) for problem in refused.value.problems]
    assert (row, field) in found
    problem = refused.value.problems[found.index((row, field))]
    same_place = [p.message for p in refused.value.problems if (p.row, p.field) == (row, field)]
    assert any(told in message for message in same_place)
    place = name + ("" if row is None else f", row {row}") + (f", field {field}" if field else "")
    assert str(problem).startswith(f"{place}: ")


@pytest.mark.parametrize("name", sorted(DEFECTS))
def test_a_defect_is_not_reported_over_and_over(name: str) -> None:
    known = PARTIES_KNOWN if name.endswith(".csv") else Known()
    with pytest.raises(InputError) as refused:
        read_statements(BROKEN / name, known, today=TODAY)
    assert len(refused.value.problems) <= 2
