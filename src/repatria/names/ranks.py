"""Military ranks in three languages on one ladder: which are one rank, and which lie a step apart.

A list may be months older than another, so a rank a step higher is no contradiction. The ladder
puts the ranks of the ground forces and of the navy side by side; where two systems do not divide
alike, the nearer step is meant. The order serves comparing only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from repatria.base.messages import message
from repatria.names.levels import Level
from repatria.names.model import Verdict
from repatria.names.reasons import reason

_WORDS: tuple[tuple[str, str], ...] = (
    ("senior", "старш ст senior sr"),
    ("junior", "молодш младш мол мл junior jr"),
    ("chief", "головн главн гол гл chief"),
    ("staff", "штаб staff"),
    ("master", "майстер майстр мастер master"),
    ("lance", "lance"),
    ("first-class", "pfc"),
    ("recruit", "рекрут recruit"),
    ("soldier", "солдат солд рядов ряд стрілец стрелок private pvt pte soldier rifleman"),
    ("sailor", "матрос матр sailor seaman"),
    ("corporal", "ефрейт ефр капрал corporal cpl"),
    ("sergeant", "сержант серж сж с-т с-нт с-та с-ту sergeant sgt"),
    ("petty", "старшин ст-на petty po"),
    ("ensign", "прапорщ прап пр-к ensign warrant wo"),
    ("midshipman", "мічман мичман midshipman"),
    ("lieutenant", "лейт л-т л-та л-ту lieut lt"),
    ("captain", "капіт капит кап к-н к-на к-ну captain capt cpt"),
    ("major", "майор м-р м-ра major maj"),
    ("lt-colonel", "підполк подполк підп п/п-к п/п пп-к ппк"),
    ("colonel", "полковн полк п-к colonel col"),
    ("brigade", "бригадн brigadier"),
    ("general", "генерал ген general gen"),
    ("admiral", "адмірал адмирал admiral контрадмірал контр-адмірал контрадмирал"),
    ("1", "1 i і 1-го 1st first"),
    ("2", "2 ii іі 2-го 2nd second"),
    ("3", "3 iii ііі 3-го 3rd third"),
)
"""What words of ranks mean, by how they begin, so that case and cutting short do not matter."""

_LADDER: tuple[tuple[str, ...], ...] = (
    ("recruit",),
    ("soldier", "sailor"),
    ("senior soldier", "senior sailor", "corporal", "lance corporal", "first-class", "1 soldier"),
    ("junior sergeant", "petty 2"),
    ("sergeant", "petty 1"),
    ("senior sergeant", "chief petty"),
    ("chief sergeant", "petty", "chief sailor petty"),
    ("staff sergeant", "ensign", "midshipman"),
    ("master sergeant", "senior ensign", "senior midshipman"),
    ("senior master sergeant",),
    ("chief master sergeant",),
    ("junior lieutenant", "2 lieutenant"),
    ("lieutenant",),
    ("senior lieutenant", "1 lieutenant"),
    ("captain", "captain lieutenant"),
    ("major", "captain 3"),
    ("lt-colonel", "captain 2", "lieutenant colonel"),
    ("colonel", "captain 1"),
    ("brigade general", "brigade"),
    ("general major", "admiral"),
    ("general lieutenant",),
    ("general", "general colonel"),
)
"""The ladder from below; ranks of one line are of one step."""

_STEPS = {tuple(sorted(rank.split())): step for step, ranks in enumerate(_LADDER) for rank in ranks}
_BY_WORD = {stem: meaning for meaning, stems in _WORDS for stem in stems.split()}
_SPLIT = re.compile(r"[\s.,]+|(?<=штаб)-|(?<=майстер)-|(?<=мастер)-|(?<=генерал)-|(?<=капітан)-"
                    r"|(?<=капитан)-|(?<=general)-|(?<=captain)-")  # fmt: skip
_SHORTEST = 4
"""Stems this long or longer are also taken as the beginning of a word."""


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank as written, and its place."""

    text: str
    words: tuple[str, ...]
    """What its words mean, sorted; empty where it is not understood."""
    step: int | None
    """The step of the ladder, from 0; `None` where it is not understood."""


@lru_cache(maxsize=1 << 14)
def rank(text: str) -> Rank | None:
    """Read a rank; words that are no part of one (of the reserve, of justice) are passed over.

    `None` for an empty text. A rank that is not understood is kept as written, without a step.
    """
    plain = " ".join(text.casefold().replace("є", "е").split())
    if not plain:
        return None
    meant = dict.fromkeys(filter(None, map(_meaning, filter(None, _SPLIT.split(plain)))))
    if "lieutenant" in meant and "general" not in meant and "colonel" in meant:
        meant = {"lt-colonel": None}
    words = tuple(sorted(meant))
    return Rank(text.strip(), words, _STEPS.get(words))


def _meaning(word: str) -> str | None:
    found = _BY_WORD.get(word)
    length = len(word)
    while found is None and length > _SHORTEST:
        length -= 1
        found = _BY_WORD.get(word[:length])
    return found


SAME = message("Both are “{left}”.")
ONE_RANK = message("“{left}” and “{right}” are one rank.")
CORRESPONDING = message("“{left}” and “{right}” are corresponding ranks.")
STEP = message("“{left}” and “{right}” are a step apart, as by a promotion.")
APART = message("“{left}” and “{right}” do not agree; steps between them: {steps}.")
UNREAD = message("“{text}” is not a rank that is known here, so it says nothing.")
ONE_SILENT = message("Only one side gives a rank.")
BOTH_SILENT = message("Neither side gives a rank.")


def compare_ranks(left: Rank | None, right: Rank | None) -> Verdict:
    """Same (one rank in any language), variant (corresponding ranks), near (a step apart), else
    contradicted; absent where a side does not say or is not understood."""
    if left is None or right is None:
        silent = BOTH_SILENT if left is right else ONE_SILENT
        return Verdict("rank", Level.ABSENT, reason(silent))
    if left.text == right.text:
        return Verdict("rank", Level.SAME, reason(SAME, left=left.text))
    if left.step is None or right.step is None:
        unread = left if left.step is None else right
        return Verdict("rank", Level.ABSENT, reason(UNREAD, text=unread.text))
    steps = abs(left.step - right.step)
    if steps > 1:
        why = reason(APART, left=left.text, right=right.text, steps=steps)
        return Verdict("rank", Level.CONTRADICTED, why)
    if steps == 1:
        level, template = Level.NEAR, STEP
    elif left.words == right.words:
        level, template = Level.SAME, ONE_RANK
    else:
        level, template = Level.VARIANT, CORRESPONDING
    return Verdict("rank", level, reason(template, left=left.text, right=right.text))
