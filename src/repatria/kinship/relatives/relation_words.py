"""Reads a relationship as a laboratory writes it, in English, Ukrainian or Russian.

A label has one noun (“uncle”), words that qualify it (“paternal”, “по матері”), and possibly whose
relative is meant (“mother's brother”, “син брата”). Capitals, brackets, hyphens, punctuation and
word order do not matter, nor do Latin letters inside a Cyrillic word. A label in parts that each
say it whole, “nephew (sister's son)”, means what both allow. The words are those of the tables.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from repatria.base.errors import ValueProblem
from repatria.kinship.relatives.relation_vocabulary import MISSING, Qualifier
from repatria.kinship.relatives.relation_words_en import ENGLISH
from repatria.kinship.relatives.relation_words_ru import RUSSIAN
from repatria.kinship.relatives.relation_words_uk import UKRAINIAN
from repatria.kinship.relatives.relations import Relation
from repatria.kinship.relatives.relations_composed import Unclear, compose

LANGUAGES = (ENGLISH, UKRAINIAN, RUSSIAN)
LONGEST = 200
"""Characters of a label; a longer text is no label."""
SEVERAL_MEANINGS = "names no one relation"

_PARTS = re.compile(r"[()\[\]{},;:/|]|\s[-–—]+\s")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_NUMBERING = re.compile(r"[\s(\[]*[#№]?\s*\d{1,2}[\s)\].]*$", re.ASCII)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LOOKALIKES = str.maketrans("aceiopxy", "асеіорху")
_SIGNS = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "‘": "'", "ё": "е", "½": " half "})


class UnknownLabel(ValueProblem):
    """A label that the vocabulary does not read. `suggestions` are the nearest that it does."""

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.suggestions = suggestions


@dataclass(frozen=True, slots=True)
class LabelRead:
    """What a label means: one relation, or several where it leaves the line open.

    `missing` tells a missing person; a second one of a family has a relation too (“missing
    brother”). `notes` say what was taken as usual without being said.
    """

    label: str
    relations: tuple[Relation, ...]
    missing: bool = False
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def read_label(label: str) -> LabelRead:
    """The relations that a label can mean.

    Raises `UnknownLabel` for one that no table reads, and for one that contradicts itself.
    """
    if len(label) > LONGEST:
        raise UnknownLabel(f"a relationship has at most {LONGEST} characters")
    folded = _folded(label)
    parts = [part for part in _PARTS.split(folded) if _TOKEN.search(part)]
    if not parts:
        raise UnknownLabel(f"“{label}” is no relationship")
    try:
        return _read(label, " ".join(parts))
    except Unclear as problem:
        if len(parts) == 1:
            raise UnknownLabel(f"“{label}” {problem}") from None
        whole = problem
    return _common(label, parts, whole)


def _common(label: str, parts: list[str], whole: Unclear) -> LabelRead:
    """What every part allows, where each part is a label of its own."""
    try:
        reads = [_read(label, part) for part in parts]
    except (Unclear, UnknownLabel):
        raise UnknownLabel(f"“{label}” {whole}") from None
    allowed = set.intersection(*(set(read.relations) for read in reads))
    common = tuple(each for each in reads[0].relations if each in allowed)
    if not common:
        raise UnknownLabel(f"“{label}” says two things that differ")
    notes = [note for read in reads for note in read.notes]
    return LabelRead(label, common, any(r.missing for r in reads), tuple(dict.fromkeys(notes)))


def _folded(label: str) -> str:
    text = label.casefold().translate(_SIGNS).replace("1/2", " half ")
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return _NUMBERING.sub("", text)


def _read(label: str, text: str) -> LabelRead:
    nouns: list[str] = []
    qualifiers: list[Qualifier] = []
    genitives: list[str] = []
    possessives: list[str] = []
    tokens = [_same_script(token) for token in _TOKEN.findall(text)]
    at = 0
    while at < len(tokens):
        length = next(
            (n for n in range(_MOST_TOKENS, 0, -1) if "".join(tokens[at : at + n]) in _LEXICON), 0
        )
        if not length:
            raise _unknown(label, tokens, at)
        role, meaning = _LEXICON["".join(tokens[at : at + length])]
        at += length
        if role == "qualifier":
            qualifiers.append(Qualifier(meaning))
        else:
            {"noun": nouns, "genitive": genitives, "possessive": possessives}[role].append(meaning)
    missing = MISSING in nouns
    nouns = [noun for noun in nouns if noun != MISSING]
    if missing and not nouns and not genitives and not possessives:
        return LabelRead(label, (), missing=True)
    relations, notes = compose(nouns, frozenset(qualifiers), genitives, possessives)
    return LabelRead(label, relations, missing, notes)


def _same_script(token: str) -> str:
    """A Latin letter inside a Cyrillic word is a slip of the keyboard, and looks the same."""
    return token.translate(_LOOKALIKES) if _CYRILLIC.search(token) else token


def _unknown(label: str, tokens: list[str], at: int) -> UnknownLabel:
    word = tokens[at]
    near = difflib.get_close_matches(word, _SPELT, n=3, cutoff=0.7)
    found = tuple(" ".join((*tokens[:at], each, *tokens[at + 1 :])) for each in near)
    told = f"; did you mean “{found[0]}”?" if found else ""
    which = f" (“{word}”)" if len(tokens) > 1 else ""
    return UnknownLabel(f"“{label}” is no relationship of the vocabulary{which}{told}", found)


def spellings() -> list[tuple[str, str, str]]:
    """Every word of the tables with its role and meaning: what the lexicon is made of."""
    found: list[tuple[str, str, str]] = []
    for words in LANGUAGES:
        for role, table in (
            ("noun", words.nouns),
            ("qualifier", words.qualifiers),
            ("genitive", words.genitives),
            ("possessive", words.possessives),
        ):
            found += [(word, role, str(key)) for key, listed in table.items() for word in listed]
    return found


def _key(word: str) -> str:
    return "".join(_TOKEN.findall(word))


_LEXICON = {_key(word): (role, meaning) for word, role, meaning in spellings()}
# Only what is one word is put forward: a phrase is offered by the word of it that was misspelt.
_SPELT = sorted({part for word, _, _ in spellings() for part in _TOKEN.findall(word)})
_MOST_TOKENS = max(len(_TOKEN.findall(word)) for word, _, _ in spellings())
