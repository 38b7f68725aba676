"""Ranks and titles that stand inside a name: `ст. солдат Коваленко С. О.`, `Lt. Petrenko`.

A rank can be a surname (Майор, Капітан). Written small, cut short or with what belongs to a rank
before it (старший, Senior) it is a rank; else it is one only if a surname remains without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_NOUN = "(?:а|у|ом|ові|ем|еві)?"
_ADJECTIVE = "(?:ий|ый|ой|ого|ого|его|ому|ему|им|ым|ом|ем|ій)"
_RANKS = (
    "солдат", "матрос", "сержант", "лейтенант", "капітан", "капитан", "майор", "полковник",
    "підполковник", "подполковник", "генерал", "адмірал", "адмирал", "мічман", "мичман",
    "прапорщик", "ефрейтор", "єфрейтор", "капрал", "курсант", "рекрут",
)  # fmt: skip
"""They decline; the ends are in `_NOUN`."""
_OTHERS = (
    f"рядов{_ADJECTIVE}", "старшин(?:а|и|і|у|ою|ы|е|ой)", "бо(?:єць|йця|йцю|йцем|ец|йца|йцу|йцом)",
    f"генерал-(?:майор|лейтенант|полковник){_NOUN}", f"(?:штаб|майстер|мастер)-сержант{_NOUN}",
    f"військовополонен{_ADJECTIVE}", f"военнопленн{_ADJECTIVE}", "військовослужбов(?:ець|ця|цю)",
    "военнослужащ(?:ий|его|ему)", "громадян(?:ин|ина|ину|ином|ка|ки|ці|ку)",
    "граждан(?:ин|ина|ину|ином|ка|ки|ке|ку)", "пан(?:а|у|ові|ом|і)?", "господин", "госпожа",
)  # fmt: skip
_SHORT = (
    "ряд", "солд", "матр", "ефр", "єфр", "серж", "с-т", "с-нт", "с-та", "с-ту", "прап", "пр-к",
    "лейт", "л-т", "л-та", "л-ту", "кап", "к-н", "к-на", "к-ну", "м-р", "м-ра", "м-ру", "п-к",
    "п-ка", "полк", "п/п-к", "п/п", "пп-к", "ппк", "підполк", "подполк", "п/полковник", "ген",
    "ст-на", "в/с", "в/п", "гр", "гр-н", "гр-на", "гр-ну", "гр-ка", "гр-ки", "г-н", "г-жа", "д-р",
)  # fmt: skip
_ENGLISH = (
    "private", "pvt", "pte", "pfc", "soldier", "sailor", "seaman", "corporal", "cpl", "sergeant",
    "sgt", "ssgt", "jsgt", "csgt", "msgt", "spte", "ensign", "lieutenant", "lieut", "lt", "captain",
    "capt", "cpt", "major", "maj", "colonel", "col", "general", "gen", "admiral", "mr", "mrs", "ms",
    "miss", "dr", "prof",
)  # fmt: skip
_BEFORE = (
    f"(?:старш|молодш|младш|головн|главн){_ADJECTIVE}", "ст", "мол", "мл", "гол", "гл", "штаб",
    "майстер", "мастер", "гв", "гвардії", "гвардии", "senior", "junior", "staff", "master", "first",
    "second", "1st", "2nd", "lance", "lt", "chief", "sr", "jr",
)  # fmt: skip
_AFTER = ("[123i]{1,3}", "рангу", "ранга", "статті", "статьи", "запасу", "запаса", "юстиції",
          "юстиции")  # fmt: skip

_RANK = re.compile("|".join((*(rank + _NOUN for rank in _RANKS), *_OTHERS, *_SHORT, *_ENGLISH)))
_CUT_SHORT = frozenset(_SHORT)
_MODIFIER = re.compile("|".join(_BEFORE))
_GENERATION = {"ст", "мл", "старший", "молодший", "младший", "sr", "jr", "senior", "junior"}
_ADDED = re.compile("|".join(_AFTER))


@dataclass(frozen=True, slots=True)
class Untitled:
    """The words of a name without what is no name."""

    words: tuple[str, ...]
    rank: str
    generation: str
    """`мл.` or `Sr.` after a name, which tells a father from a son; empty without one."""


def is_title(word: str) -> bool:
    """Whether a word can belong to a rank or a title."""
    bare = _bare(word)
    return _RANK.fullmatch(bare) is not None or _MODIFIER.fullmatch(bare) is not None


def untitled(words: Sequence[str], is_surname: Callable[[str], bool]) -> Untitled:
    """Take ranks and titles out. `is_surname` says of a word whether it can hardly be another part
    of a name: a rank with a capital letter leaves only if such a one remains."""
    kept = list(words)
    taken: list[str] = []
    start = 0
    while start < len(kept):
        end = _end_of_rank(kept, start)
        rest = kept[:start] + kept[end:]
        if end > start and rest and (_is_sure(kept[start:end]) or any(map(is_surname, rest))):
            taken += kept[start:end]
            kept = rest
        else:
            start = max(end, start + 1)
    generation = ""
    if len(kept) > 1 and _tells_generation(kept[-1]):
        generation = kept.pop()
    return Untitled(tuple(kept), " ".join(taken), generation)


def _end_of_rank(words: Sequence[str], start: int) -> int:
    """Where a rank that begins at `start` ends; `start` itself where none does."""
    at = start
    while at < len(words) and _MODIFIER.fullmatch(_bare(words[at])):
        at += 1
    if at < len(words) and _RANK.fullmatch(_bare(words[at])):
        at += 1
    elif at == start or not _RANK.fullmatch(_bare(words[at - 1])):
        return start
    while at < len(words) and len(words) > at and _ADDED.fullmatch(_bare(words[at])):
        at += 1
    return at


def _is_sure(rank: Sequence[str]) -> bool:
    """Whether nobody would write a surname so."""
    return (
        len(rank) > 1
        or not rank[0][0].isupper()
        or rank[0][-1] == "."
        or _bare(rank[0]) in _CUT_SHORT
    )


def _tells_generation(word: str) -> bool:
    return _bare(word) in _GENERATION and (word.isascii() or word[0].islower())


def _bare(word: str) -> str:
    return word.lower().rstrip(".,")
