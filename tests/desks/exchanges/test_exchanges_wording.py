"""Nothing that the desk shows, sends or prints tells anybody that they, or somebody of theirs, are
on a list: neither in its sources nor in its translations, nor in any letter of any reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import gettext, override

import repatria.desks
from repatria.desks import exchanges
from repatria.planning import letter_texts
from repatria.planning.facts import Medical, Person
from repatria.planning.letters import Account, Seals, before_letter, letter
from repatria.planning.phrases import render
from repatria.planning.reasons import Reason

LANGUAGES = ("en", "uk", "ru")
DESKS = Path(repatria.desks.__file__).parent
DESK = Path(exchanges.__file__).parent
ON, OVER = date(2031, 7, 1), date(2031, 7, 3)
SEALS = Seals("ab" * 32, "cd" * 32)

# «You», «your relative» and «your son» before a list, in any order of the words between.
_TOLD = re.compile(
    r"""
    \byou(?:['’]re|\ are|\ were|\ have\ been)\b[^.]{0,40}\bon\ (?:the|a|this|our)\ list
    | \byour\ (?:relative|son|daughter|husband|wife|brother|father|loved\ one)\b[^.]{0,40}
      \b(?:is|was|stands|will\ be)\b[^.]{0,20}\bon\ (?:the|a|this|our)\ list
    | \b(?:ви|вас|ваш\w*)\b[^.]{0,60}\b(?:у|в|до|на)\ (?:\w+\ )?спис(?:ку|ок)
    | \b(?:вы|вас|ваш\w*)\b[^.]{0,60}\b(?:в|во|на)\ (?:\w+\ )?спис(?:ке|ок)
    """,
    re.IGNORECASE | re.VERBOSE,
)


@pytest.mark.parametrize(
    "said",
    [
        "You are on the list.", "you’re next on the list", "Your relative is on this list",
        "Ви у списку", "Ваш родич у цьому списку", "Вас внесено до списку", "Вы в списке",
        "Вас включили в список", "Ваш родственник в этом списке",
    ],
)  # fmt: skip
def test_the_words_that_are_looked_for_are_found(said: str) -> None:
    assert _TOLD.search(said)


def test_no_source_of_the_desk_has_them() -> None:
    files = [*DESK.rglob("*.html"), *DESK.rglob("*.py"), Path(letter_texts.__file__)]
    assert len(files) > 60
    for file in files:
        found = _TOLD.search(file.read_text(encoding="utf-8"))
        assert not found, (file, found)


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_no_translation_of_the_desk_or_of_the_planning_engine_has_them(language: str) -> None:
    found = 0
    catalogue = DESKS / "locale" / language / "LC_MESSAGES" / "django.po"
    with catalogue.open("rb") as file:
        for each in read_po(file):
            if not any(
                "exchanges/" in where or "planning/" in where for where, _ in each.locations
            ):
                continue
            found += 1
            for text in each.string if isinstance(each.string, tuple) else (each.string,):
                assert not _TOLD.search(str(text)), (each.id, text)
    assert found > 100


def accounts() -> Iterator[Account]:
    """Everybody who can be written to: each reason, well and ill, with a stretcher and without."""
    for reason, medical, lying in product(Reason, Medical, (False, True)):
        yield Account(Person("P-1", "A", "B", medical=medical, stretcher=lying), reason)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_has_them_whatever_the_reason(language: str) -> None:
    with override(language):
        texts = {
            "\n".join(render(each, gettext) for each in written.paragraphs)
            for account in accounts()
            for written in (
                letter(account, SEALS, ON, None, ON),
                letter(account, SEALS, ON, OVER, OVER),
            )
        } | {"\n".join(render(each, gettext) for each in before_letter(SEALS).paragraphs)}
    assert len(texts) > 5
    for text in texts:
        assert not _TOLD.search(text), text
        assert "P-1" not in text
