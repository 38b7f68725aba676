"""Two readings side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from planning_made_terms import agreements, written

from repatria.base.errors import ValueProblem
from repatria.planning.readings import Verdict, compare_readings, turned
from repatria.planning.shipped import shipped_terms
from repatria.planning.terms import Terms
from repatria.planning.terms_text import parse_terms


def read(*lines: str) -> Terms:
    return parse_terms(written(*lines))


def verdicts(first: Terms, second: Terms) -> list[tuple[str, str, list[str]]]:
    return [
        (row.topic, str(row.verdict), [str(one) for one in row.reasons])
        for row in compare_readings(first, second)
        if row.topic.split(" ")[0] not in ("dated", "seats")
    ]


def test_istanbul() -> None:
    ukraine = shipped_terms("istanbul-2025-06-02-ukraine")
    russia = shipped_terms("istanbul-2025-06-02-russia")
    rows = {row.topic: row for row in compare_readings(ukraine, russia)}
    assert {topic: row.verdict for topic, row in rows.items()} == {
        "dated": Verdict.AGREED,
        "clauses": Verdict.DIFFERS,
        "order": Verdict.ONE_SIDED,
        "remains UA": Verdict.AGREED,
        "remains RU": Verdict.DIFFERS,
    }
    assert [len(rows["clauses"].first), len(rows["clauses"].second)] == [2, 1]
    reasons = " ".join(map(str, rows["clauses"].reasons))
    assert "all for all; at least" in reasons
    assert "The second reading speaks of people whom the first leaves out" in reasons
    assert "The first reading speaks" not in reasons
    assert "Only one reading gives a number" in reasons
    assert "article 109" in reasons


def test_other_words_for_the_same_people_agree() -> None:
    first = read("clause 1 equal of woman or age 18..25", "clause 2 at most 5 each of not civilian")
    second = read(
        "clause 8 at most 5 each of soldier",
        "clause 9 equal of not (not age 18..25 and not woman)",
    )
    assert verdicts(first, second) == [
        ("clauses", "agreed", []),
        ("at most", "agreed", []),
    ]


@pytest.mark.parametrize(
    ("one", "two", "reason"),
    [
        ("equal of any", "all for all of any", "They promise by other rules: equal; all for all."),
        (
            "equal of woman",
            "equal of woman and civilian",
            "The first reading speaks of people whom the second leaves out.",
        ),
        ("at least 5 each of any", "at least NL 5 and SL 6 of any", "The numbers differ."),
        ("ratio NL 1 for SL 2 of any", "ratio NL 2 for SL 1 of any", "The numbers differ."),
        (
            "equal of any counts duty",
            "equal of any",
            "Only one reading would count those whom article 109 returns.",
        ),
        ("pair NL-1 SL-1", "pair NL-1 SL-2", "The people named differ."),
    ],
)
def test_what_differs_is_said(one: str, two: str, reason: str) -> None:
    ((_, verdict, reasons),) = verdicts(read(f"clause 1 {one}"), read(f"clause 1 {two}"))
    assert (verdict, reasons) == ("differs", [reason])


def test_tables_differ() -> None:
    first = read("clause 1 table t of any", "table t a=1 b=2")
    second = read("clause 1 table t of any", "table t a=1 b=3")
    assert verdicts(first, second) == [
        ("clauses", "differs", ["The tables of equivalents differ."])
    ]
    again = read("clause 5 table other of any", "table other b=2 a=1")
    assert verdicts(first, again) == [("clauses", "agreed", [])]


def test_what_one_reading_leaves_out() -> None:
    first = read("clause 1 equal of woman", "clause 2 together of any", "every 3 days")
    second = read("clause 1 equal of man", "exposure at most 5")
    assert [(topic, verdict) for topic, verdict, _ in verdicts(first, second)] == [
        ("clauses", "one_sided"),
        ("together", "one_sided"),
        ("clauses", "one_sided"),
        ("every", "one_sided"),
        ("exposure", "one_sided"),
    ]


def test_what_was_assumed_is_nobody_s_word() -> None:
    first = read("clause 1 equal of any", "assumed every 3 days", "assumed tier women woman")
    second = read("clause 1 equal of any", "assumed clause 2 at most 5 each of any")
    assert verdicts(first, second) == [("clauses", "agreed", [])]


def test_the_order_is_compared_by_whom_it_puts_first() -> None:
    first = read("tier a woman", "tier b soldier", "clause 1 equal of any")
    named = read("tier x woman", "tier y not civilian", "clause 1 equal of any")
    swapped = read("tier a soldier", "tier b woman", "clause 1 equal of any")
    assert verdicts(first, named)[1] == ("order", "agreed", [])
    assert verdicts(first, swapped)[1] == ("order", "differs", [])


def test_sides_named_in_the_other_order_are_the_same_sides() -> None:
    said = ["clause 1 at least NL 5 and SL 6 of any", "clause 2 ratio NL 1 for SL 2 of woman"]
    first = read(*said, "camp NL 7", "remains 10 for all")
    text = written(*said, "camp NL 7", "remains all for 10")
    second = parse_terms(text.replace("sides NL SL", "sides SL NL"))
    assert second.clauses[0].amounts == (6, 5)
    assert {row.verdict for row in compare_readings(first, second)} == {Verdict.AGREED}
    other = parse_terms(
        text.replace("sides NL SL", "sides SL NL").replace("all for 10", "10 for 9")
    )
    told = [(topic, verdict) for topic, verdict, _ in verdicts(first, other)]
    assert ("remains NL", "differs") in told
    assert ("remains SL", "differs") in told


def test_other_sides_are_no_readings_of_one_agreement() -> None:
    first = read("clause 1 equal of any")
    with pytest.raises(ValueProblem):
        compare_readings(first, replace(first, sides=("NL", "XX")))


@settings(max_examples=60)
@given(agreements())
def test_a_reading_agrees_with_itself_from_either_side(terms: Terms) -> None:
    assert turned(turned(terms)) == terms
    for other in (terms, turned(terms)):
        rows = compare_readings(terms, other)
        assert {row.verdict for row in rows} <= {Verdict.AGREED}
        stated = [one for one in terms.clauses if f"clause {one.number}" not in terms.assumed]
        said = sum(len(row.first) for row in rows if row.topic in TOPICS)
        assert said == len(stated)


TOPICS = {"clauses", "pair", "together", "at most"}


@settings(max_examples=60)
@given(agreements(), agreements())
def test_nothing_said_is_lost_and_sides_mirror(first: Terms, second: Terms) -> None:
    there, back = compare_readings(first, second), compare_readings(second, first)
    for terms, told in ((first, [row.first for row in there]), (second, [r.second for r in there])):
        stated = [one for one in terms.clauses if f"clause {one.number}" not in terms.assumed]
        said = [str(one) for row in told for one in row]
        assert sum(text.startswith("Clause ") for text in said) == len(stated)
    count = {
        verdict: [sum(r.verdict is verdict for r in rows) for rows in (there, back)]
        for verdict in Verdict
    }
    assert all(here == other for here, other in count.values())
