"""Every cell of the table of rights, in every way that a desk asks; and the words for all of it."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from django.test import override_settings
from django.utils.translation import override
from tools import rights as handbook

from desks.accounts.cells import ROWS, SECRET, Cell, nobody, somebody
from people import member, party, signed_in
from repatria.desks.accounts import rights_text
from repatria.desks.accounts.asking import Refused, can, require
from repatria.desks.accounts.models import Standing
from repatria.desks.accounts.redaction import Withheld, redacted, shown
from repatria.desks.accounts.rights import (
    ACTION_WORDS,
    EXCLUSIVE,
    FIELD_CLASS_WORDS,
    ROLE_WORDS,
    TABLE,
    WRITES_ONLY,
    Action,
    FieldClass,
    Role,
    clashing,
)
from repatria.desks.accounts.visible import shared

EVERY = tuple(product(Role, FieldClass, Action))
OPEN_TO_ALL = {Action.VIEW, Action.SEARCH, Action.EXPORT, Action.PRINT}


@pytest.mark.parametrize(("role", "which", "action"), EVERY, ids=str)
def test_a_cell_is_the_same_in_every_way_of_asking(
    role: Role, which: FieldClass, action: Action
) -> None:
    allowed = action in TABLE[role].get(which, frozenset())
    user, record, field = somebody(role), Cell(), f"of_{which.value}"
    assert can(user, action, which) is allowed
    assert user.can(action, which) is allowed
    opens = allowed and action not in WRITES_ONLY
    assert ROWS[which].objects.visible_to(user, action).query.is_empty() is not opens
    assert (redacted(record, user, action)[field] == SECRET) is opens
    assert (redacted(record, user, action)[field] == Withheld(which)) is not opens
    assert (field in shown(record, user, action)) is opens
    if allowed:
        require(user, action, which)
    else:
        with pytest.raises(Refused, match="Your roles do not allow this"):
            require(user, action, which)


@pytest.mark.parametrize(("which", "action"), list(product(FieldClass, Action)), ids=str)
def test_whoever_is_not_signed_in_reads_what_is_published_and_no_more(
    which: FieldClass, action: Action
) -> None:
    allowed = which is FieldClass.PUBLISHED and action in OPEN_TO_ALL
    for user in (nobody(), somebody()):
        assert can(user, action, which) is allowed
        assert (f"of_{which.value}" in shown(Cell(), user, action)) is allowed
    assert ROWS[which].objects.visible_to(nobody(), action).query.is_empty()


def test_taking_in_adds_no_sight_to_a_role_and_no_way_to_correct() -> None:
    """Whatever a role takes in and may not look at stays shut to it, in every way of asking."""
    for role, which in product(Role, FieldClass):
        actions = TABLE[role].get(which, frozenset())
        if Action.TAKE_IN in actions and Action.VIEW not in actions:
            user = somebody(role)
            assert actions == {Action.TAKE_IN}
            for action in Action:
                assert ROWS[which].objects.visible_to(user, action).query.is_empty()
                assert f"of_{which.value}" not in shown(Cell(), user, action)


def test_who_takes_lists_in_takes_in_the_whole_of_them() -> None:
    of_lists = {which for row in TABLE.values() for which in row if Action.TAKE_IN in row[which]}
    for role, row in TABLE.items():
        taken = {which for which, actions in row.items() if Action.TAKE_IN in actions}
        assert taken in (set(), of_lists), role


def test_somebody_whose_account_is_closed_has_no_role() -> None:
    for role in Role:
        user = somebody(role)
        user.is_active = False
        assert not any(can(user, action, which) for which, action in product(
            set(FieldClass) - {FieldClass.PUBLISHED}, Action
        ))  # fmt: skip


@override_settings(ROOT_URLCONF="desks.accounts.cells")
@pytest.mark.parametrize("role", list(Role))
def test_every_cell_of_a_role_through_a_page(role: Role, cell_table: None, db: None) -> None:
    Cell.objects.create(party=party())
    client = signed_in(member(role))
    for which, action in product(FieldClass, Action):
        allowed = action in TABLE[role].get(which, frozenset())
        answer = client.get(f"/cells/{which.value}/{action.value}")
        assert answer.status_code == (200 if allowed else 403), (which, action)
        if not allowed:
            assert SECRET not in answer.content.decode()
            assert "Your roles do not allow this" in answer.content.decode()
            continue
        if action in WRITES_ONLY:
            assert answer.json()["rows"] == []
            continue
        (row,) = answer.json()["rows"]
        may = {f"of_{one.value}" for one in FieldClass if action in TABLE[role].get(one, ())}
        assert row.keys() == may, (which, action)


def test_a_row_is_seen_by_its_party_by_the_office_and_by_whom_it_is_shared_with(
    cell_table: None, db: None
) -> None:
    one, other = party("ONE", Standing.PARTY), party("OTHER", Standing.PARTY)
    witness, stranger = (party(code, Standing.INTERMEDIARY) for code in ("RED", "REDS"))
    row = Cell.objects.create(party=one, shared_with=shared(["RED", "OTHER"]))
    rows = ROWS[FieldClass.PLANNING].objects
    seen = {
        of.pk: rows.visible_to(member(Role.EXCHANGE_DESK, of=of)).filter(pk=row.pk).exists()
        for of in (one, other, witness, stranger, party())
    }
    assert seen == {"ONE": True, "OTHER": False, "RED": True, "REDS": False, "OFFICE": True}


def test_a_field_that_no_class_is_named_for_is_shown_to_nobody() -> None:
    assert "party" not in redacted(Cell(), somebody(*Role))
    assert "shared_with" not in shown(Cell(), somebody(*Role))


def test_the_table_names_every_role_and_no_cell_that_is_not_there() -> None:
    assert set(TABLE) == set(Role)
    assert {which for row in TABLE.values() for which in row} == set(FieldClass)
    with pytest.raises(TypeError):
        TABLE[Role.PRESS] = {}  # type: ignore[index]


@pytest.mark.parametrize(("one", "other"), list(combinations(Role, 2)), ids=str)
def test_who_gives_or_checks_rights_uses_none_and_the_laboratory_has_no_names(
    one: Role, other: Role
) -> None:
    pair = frozenset({one, other})
    assert (clashing(pair) == pair) is (pair in EXCLUSIVE)
    if Role.ADMINISTRATOR in pair or Role.AUDITOR in pair:
        assert pair in EXCLUSIVE
    if pair not in EXCLUSIVE:
        both = {
            which
            for which in (FieldClass.GENETIC, FieldClass.IDENTITY)
            if can(somebody(*pair), Action.SEARCH, which)
        }
        assert len(both) < 2


@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("words", [ROLE_WORDS, FIELD_CLASS_WORDS, ACTION_WORDS], ids=len)
def test_every_word_of_the_table_is_there_in_every_language(words: dict, language: str) -> None:
    with override("en"):
        english = {each: str(word) for each, word in words.items()}
    with override(language):
        said = {each: str(word) for each, word in words.items()}
    assert len(set(english.values())) == len(english)
    assert len(set(said.values())) == len(said)
    assert not {each for each in said if said[each] == english[each]}


def test_words_are_complete() -> None:
    assert set(ROLE_WORDS) == set(Role)
    assert set(FIELD_CLASS_WORDS) == set(FieldClass)
    assert set(ACTION_WORDS) == set(Action)
    assert set(rights_text._LETTER) == set(Action)
    assert len(set(rights_text._LETTER.values())) == len(Action)


def test_the_handbook_prints_the_table_that_is_enforced() -> None:
    assert handbook.PAGE.read_text("utf-8") == handbook.text(), "python -m tools.rights update"
