"""Letters to families: nothing before the round is over, and nothing that hurts after it."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import planning_lists as made
import pytest
from planning_letters import SEALS, Office

from repatria.base.errors import ValueProblem
from repatria.planning import letter_texts
from repatria.planning.facts import Consent, Medical
from repatria.planning.letters import IN_PERSON, Account, before_letter, in_person, letter
from repatria.planning.reasons import NEEDS_CASEWORKER, VETOES, Reason

OVER = made.ON + timedelta(days=1)
OFFICES = [Office(seed) for seed in range(60)]
ACCOUNTS = [account for office in OFFICES for account in office.accounts()]
FORBIDDEN = re.compile(
    r"on the list|\bdead\b|\bdied\b|death|killed|\bill\b|illness|sick|wound|stretcher|veto|refus"
    r"|sentence|proceeding|denie|consent|\bcamps?\b|\bpriced?\b|\bvalue|worth|UNIT-|RANK-|CAMP-"
    r"|GROUP-|colonel|private",
    re.IGNORECASE,
)


def after(account: Account):
    return letter(account, SEALS, made.ON, OVER, OVER)


def test_before_the_round_is_over_every_letter_is_the_same_byte_for_byte():
    reasons = {account.reason for account in ACCOUNTS}
    assert reasons >= {Reason.ON_LIST, Reason.ROUND_FULL, *NEEDS_CASEWORKER}
    for over, today in ((None, OVER), (OVER, made.ON), (OVER, OVER - timedelta(days=1))):
        letters = {letter(each, SEALS, made.ON, over, today) for each in ACCOUNTS}
        assert letters == {before_letter(SEALS)}
        (only,) = letters
        assert only.file is None
        assert {each.text() for each in letters} == {before_letter(SEALS).text()}


def test_the_letter_before_has_nothing_of_anybody_in_it():
    text = before_letter(SEALS).text()
    assert not FORBIDDEN.search(text)
    assert "The same for all".lower() in text.lower()
    assert not re.search(r"p\d{5}", text)


def test_after_it_no_letter_has_a_word_or_a_fact_that_hurts():
    for account in ACCOUNTS:
        found = after(account)
        assert not FORBIDDEN.search(found.text()), account.reason
        one = account.person
        facts = {one.camp, one.unit, one.rank, one.group, one.veto, one.holder, one.side} - {""}
        assert not any(fact in found.text() for fact in facts)
        dates = {str(each) for each in (one.born, one.captured) if each is not None}
        assert not any(each in found.text() for each in dates)
        assert one.code not in found.text()


def test_no_file_that_goes_along_tells_of_health_a_camp_or_anybody_else():
    files = 0
    codes = {account.person.code for account in ACCOUNTS}
    for account in ACCOUNTS:
        found = after(account)
        if found.file is None:
            continue
        files += 1
        text = found.file.decode()
        assert account.person.medical is Medical.NONE
        assert not account.person.stretcher
        assert json.loads(text)["key"][0] == 1
        assert not FORBIDDEN.search(text)
        others = codes - {account.person.code}
        assert not any(f'"{code}"' in text for code in others)
    assert files > 100


def test_what_hurts_is_one_text_for_all_its_reasons():
    found = {}
    for account in ACCOUNTS:
        if in_person(account):
            found.setdefault(account.reason, set()).add(after(account))
    assert set(found) >= {*NEEDS_CASEWORKER, Reason.ON_LIST, Reason.UNFIT_TO_TRAVEL}
    assert len({each for letters in found.values() for each in letters}) == 1


def test_every_reason_is_in_a_letter_or_in_person_and_never_in_both():
    assert set(letter_texts.REASONS) | IN_PERSON == set(Reason)
    assert not set(letter_texts.REASONS) & IN_PERSON
    assert NEEDS_CASEWORKER <= IN_PERSON


def test_those_whose_place_would_tell_of_health_hear_it_from_a_person():
    office = OFFICES[0]
    account = next(
        each for each in ACCOUNTS if each.reason is Reason.ROUND_FULL and not in_person(each)
    )
    for other in (
        {"medical": Medical.GRAVELY_ILL},
        {"stretcher": True},
        {"fit": False},
    ):
        assert in_person(replace(account, person=replace(account.person, **other)))
    held = replace(account.person, medical=Medical.GRAVELY_ILL, consent=Consent.NOT_ASKED)
    assert not in_person(Account(held, Reason.NOT_CONFIRMED_HELD))
    assert office.round.on == made.ON


def test_a_full_camp_is_not_told_from_a_full_round():
    found = Counter()
    texts = {}
    for account in ACCOUNTS:
        if account.reason in (Reason.CAMP_FULL, Reason.ROUND_FULL) and not in_person(account):
            told = replace(account.position, before=0)
            text = after(replace(account, position=told))
            texts.setdefault(account.reason, set()).add(text.text())
            found[frozenset(json.loads(text.file))] += 1
    assert texts[Reason.CAMP_FULL] == texts[Reason.ROUND_FULL]
    assert len(found) == 1


def test_a_basis_of_a_veto_stands_in_no_letter():
    words = {word for text in VETOES.values() for word in text.split() if len(word) > 8}
    letters = [before_letter(SEALS), *map(after, ACCOUNTS[:200])]
    assert not any(word in each.text() for each in letters for word in words)


def test_a_round_is_not_over_before_its_day():
    with pytest.raises(ValueProblem, match="not over before its day"):
        letter(ACCOUNTS[0], SEALS, made.ON, made.ON - timedelta(days=1), OVER)


def sentences(text: str) -> list[list[str]]:
    """The words of every sentence."""
    parts = re.split(r"(?<=[.?!])\s+|\n+", text)
    return [re.findall(r"[\w-]+", part) for part in parts if re.search(r"[a-z]", part)]


def test_letters_are_in_short_sentences_and_short_words():
    letters = {before_letter(SEALS).text(), *(after(each).text() for each in ACCOUNTS)}
    for text in letters:
        plain = text.replace(SEALS.root, "R").replace(SEALS.rule, "R")
        found = sentences(plain)
        lengths = [len(each) for each in found]
        assert max(lengths) <= 18, max(found, key=len)
        assert sum(lengths) / len(lengths) <= 11
        words = [word for each in found for word in each]
        long = sum(len(word) > 6 for word in words)
        # LIX (Björnsson 1968): below 30 is very easy, as children's books are.
        assert sum(lengths) / len(lengths) + 100 * long / len(words) < 35, text


def test_nobody_is_told_to_be_more_ill_and_everybody_what_counts():
    text = before_letter(SEALS).text()
    assert "What counts as proof" in text
    assert "You need not do anything else" in text
    assert "swindler" in text


def test_the_letter_is_said_in_the_readers_language():
    told = before_letter(SEALS).text(lambda template: f"[{template}]")
    assert told.count("[") == len(before_letter(SEALS).paragraphs)
    assert SEALS.root in told
