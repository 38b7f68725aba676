"""Ukrainian and Russian forms of one name that the engine was not told of: are they compatible?

A fifth of the dictionary, chosen by a hash of the Ukrainian form, is taken out of the lexicon; its
pairs are then compared by rules alone. Against them stand as many pairs that are not translations
of each other: two forms of two held-out entries of the same kind and length. *Compatible* is every
level but contradicted.

Only pairs whose two forms are written differently are counted, unless `identical` is asked for: the
others are the same word and say nothing about rules.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from repatria.names.levels import Level
from repatria.names.lexicon import Lexicon, Pair, dictionary_pairs
from repatria.names.model import PartKind, Sex
from repatria.names.part_levels import part_level
from repatria.names.parts import part_by

OUT_OF = 5
"""One in so many entries is held out."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many pairs of one name were compatible, and how many of two names."""

    pairs: int
    compatible: int
    strangers: int
    taken_for_one: int

    @property
    def recall(self) -> float:
        return self.compatible / self.pairs

    @property
    def false_positives(self) -> float:
        return self.taken_for_one / self.strangers

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            self.pairs + other.pairs,
            self.compatible + other.compatible,
            self.strangers + other.strangers,
            self.taken_for_one + other.taken_for_one,
        )


def is_held_out(ukrainian: str) -> bool:
    """Whether an entry is held out: by the first byte of the SHA-256 of its Ukrainian form."""
    return hashlib.sha256(ukrainian.encode()).digest()[0] % OUT_OF == 0


def measured(
    sample: int | None = None,
    *,
    seed: int = 1,
    held_out: bool = True,
    identical: bool = False,
) -> Mapping[PartKind, Figure]:
    """The figures of each kind; of at most `sample` pairs a kind.

    `held_out=False` measures on the other four fifths, still without their entries: on them rules
    may be tuned.
    """
    found = {}
    for kind in PartKind:
        pairs = tuple(dictionary_pairs(kind))
        asked = [pair for pair in pairs if is_held_out(pair[0]) == held_out]
        told = [pair for pair in pairs if is_held_out(pair[0]) != held_out]
        found[kind] = _figure(kind, asked, told, sample, random.Random(seed), identical)
    return found


def _figure(
    kind: PartKind,
    asked: list[Pair],
    told: Iterable[Pair],
    sample: int | None,
    chance: random.Random,
    identical: bool,
) -> Figure:
    lexicon = _without(kind, asked, told)
    forms = [(ukrainian, russian) for ukrainian, all_forms in asked for russian in all_forms[:1]]
    if not identical:
        forms = [(ukrainian, russian) for ukrainian, russian in forms if ukrainian != russian]
    if sample is not None and sample < len(forms):
        forms = chance.sample(forms, sample)
    compatible = sum(_compatible(lexicon, kind, *pair) for pair in forms)
    strangers = _strangers(forms, asked, chance)
    wrong = sum(_compatible(lexicon, kind, *pair) for pair in strangers)
    return Figure(len(forms), compatible, len(strangers), wrong)


def _without(kind: PartKind, asked: Iterable[Pair], told: Iterable[Pair]) -> Lexicon:
    """A lexicon of that kind that no held-out entry is in, by either of its forms."""
    out = {form for ukrainian, russian in asked for form in (ukrainian, *russian)}
    kept = [pair for pair in told if out.isdisjoint((pair[0], *pair[1]))]
    return Lexicon(lambda wanted: kept if wanted is kind else ())


def _strangers(
    forms: list[tuple[str, str]], asked: list[Pair], chance: random.Random
) -> list[tuple[str, str]]:
    """For each pair its Ukrainian form and the Russian one, as long, of another entry."""
    translations = dict(asked)
    by_length: dict[int, list[str]] = {}
    for _, russian in forms:
        by_length.setdefault(len(russian), []).append(russian)
    found = []
    for ukrainian, russian in forms:
        other = chance.choice(by_length[len(russian)])
        if other not in translations[ukrainian]:
            found.append((ukrainian, other))
    return found


def _compatible(lexicon: Lexicon, kind: PartKind, ukrainian: str, russian: str) -> bool:
    left = part_by(lexicon, ukrainian, kind, Sex.UNKNOWN)
    right = part_by(lexicon, russian, kind, Sex.UNKNOWN)
    return part_level(left, right) is not Level.CONTRADICTED
