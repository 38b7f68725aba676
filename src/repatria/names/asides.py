"""What stands beside a name in its cell: call signs, other surnames and spellings in brackets,
years and numbers. Taken out, told, and kept where it is of use."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.base.messages import message
from repatria.names.model import Sex
from repatria.names.reasons import Reason, reason
from repatria.names.scripts import LETTERS
from repatria.names.titles import is_title
from repatria.names.tokens import token


@dataclass(frozen=True, slots=True)
class Aside:
    """The text without its asides, and what they said."""

    text: str
    call_sign: str = ""
    surnames: tuple[str, ...] = ()
    """Other surnames: a maiden name in brackets."""
    spellings: tuple[str, ...] = ()
    """The whole name once more, in brackets."""
    ranks: tuple[str, ...] = ()
    notes: tuple[Reason, ...] = ()


_CALL_SIGN = message("“{text}” is read as a call sign.")
_OTHER_SURNAME = message("“{text}” is read as another surname of the same person.")
_OTHER_SPELLING = message("“{text}” is read as the same name written once more.")
_LEFT_OUT = message("“{text}” was left out: it is no part of a name.")
_UNPAIRED = message("A quotation mark or bracket without its other half was left out.")

_QUOTED = r"[\"«“”„‟]\s*(?P<quoted>[^\"«»“”„‟]{1,60}?)\s*[\"»“”‟]"
_SINGLE = rf"(?<![{LETTERS}])'(?P<single>[^']{{2,60}})'(?![{LETTERS}])"
_SAID = (
    r"(?:позивний|позывной|псевдо|прізвисько|кличка|call[ -]?sign|nickname|alias|a\.?k\.?a\.?)"
    r"(?![\w'])\s*[:=-]?\s*"
)
_CALLED = re.compile(
    rf"[(\[]?\s*(?:на\s+)?{_SAID}(?:{_QUOTED}|{_SINGLE}|(?P<bare>[^\s,;()\[\]]+))\s*[)\]]?",
    re.IGNORECASE,
)
_IN_QUOTES = re.compile(f"[(\\[]?\\s*(?:{_QUOTED}|{_SINGLE})\\s*[)\\]]?")
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_MAIDEN = re.compile(
    r"(?:дів(?:оче|\.)?(?:\s+прізвище)?|у\s+дівоцтві|до\s+шлюбу|колишн[яє]|раніше|уродж\w*\.?|"
    r"урожд\w*\.?|ур\.|дев(?:ичья|\.)?(?:\s+фамилия)?|в\s+девичестве|ранее|бывш\w*\.?|née|nee|"
    r"born|maiden(?:\s+name)?|formerly)\s*:?\s+(.+)",
    re.IGNORECASE,
)
_BIRTH = (
    r"(?:\s*(?:р\.?\s?н\.?|г\.?\s?р\.?|р/н|г/р|року народження|года рождения|рік|год|року|года|"
    r"р\.|г\.)(?![\w']))?"
)
_NUMBERS = re.compile(
    rf"(?<![\w'-])(?:№\s*|#\s*|\*\s*|born\s+|нар\.\s*|род\.\s*)?\d[\d./-]*\)?(?!\w)(?!\s+(?:ранг|стат)){_BIRTH}[,;]?",
    re.IGNORECASE,
)
_UNPAIRED_SIGNS = re.compile(r"[\"«»“”„‟()\[\]{}]")
_SURNAME = re.compile(
    r".+(?:ко|ук|юк|ак|як|ик|ник|ий|ій|ая|ська|цька|зька|ов|ова|ев|ева|єв|єва|ин|ина|ін|іна|їна|"
    r"ич|ець|ло|ko|uk|iuk|yuk|ak|iak|yk|skyi|ska|sky|skaya|ov|ova|ev|eva|in|ina|ych|ets)",
    re.IGNORECASE,
)
"""How surnames end. It only parts a maiden name in brackets from a call sign."""


def apart(text: str) -> Aside:
    """Take out of a cleaned text what is no part of the name itself."""
    notes: list[Reason] = []
    call_signs: list[str] = []
    surnames: list[str] = []
    spellings: list[str] = []
    ranks: list[str] = []

    def called(found: re.Match[str]) -> str:
        said = next(text for text in found.groups() if text is not None).strip()
        call_signs.append(said)
        notes.append(reason(_CALL_SIGN, text=said))
        return " "

    def bracketed(found: re.Match[str]) -> str:
        said = found[1].strip(" ,;:")
        before, after = found.string[: found.start()], found.string[found.end() :]
        maiden = _MAIDEN.fullmatch(said)
        if not any(sign.isalpha() for sign in said):
            notes.extend([reason(_LEFT_OUT, text=said)] if said else [])
        elif maiden is not None or _is_other_surname(said, before, after):
            surnames.append(said if maiden is None else maiden[1].strip())
            notes.append(reason(_OTHER_SURNAME, text=surnames[-1]))
        elif all(map(is_title, said.split())):
            ranks.append(said)
        elif len(said) > 2 and " " not in said and not token(said).given.known:
            call_signs.append(said)
            notes.append(reason(_CALL_SIGN, text=said))
        elif _is_whole_name(said):
            spellings.append(said)
            notes.append(reason(_OTHER_SPELLING, text=said))
        else:
            notes.append(reason(_LEFT_OUT, text=said))
        return " "

    def left_out(found: re.Match[str]) -> str:
        notes.append(reason(_LEFT_OUT, text=found[0].strip(" ,;")))
        return " "

    text = _CALLED.sub(called, text)
    text = _IN_QUOTES.sub(called, text)
    text = _BRACKETS.sub(bracketed, text)
    text = _NUMBERS.sub(left_out, text)
    if _UNPAIRED_SIGNS.search(text):
        text = _UNPAIRED_SIGNS.sub(" ", text)
        notes.append(reason(_UNPAIRED))
    text = re.sub(r"[^\S\n]+", " ", text).strip(" ,;")
    return Aside(
        text, ", ".join(call_signs), tuple(surnames), tuple(spellings), tuple(ranks), tuple(notes)
    )


def _is_other_surname(said: str, before: str, after: str) -> bool:
    """`Іваненко (Петренко) Ганна`: inside the name, or after it and with a surname's end."""
    if " " in said or not before.strip() or not said[0].isupper():
        return False
    inside = len(before.split()) == 1 and after.strip(" ,.;") != ""
    return inside or (_SURNAME.fullmatch(said) is not None and not _is_mans(before))


def _is_mans(text: str) -> bool:
    """Whether a name is plainly a man's, who hardly has a maiden name."""
    words = [token(word) for word in text.split()]
    return any(Sex.MALE in (each.patronymic_sex, each.given.sex) for each in words)


def _is_whole_name(said: str) -> bool:
    words = said.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)
