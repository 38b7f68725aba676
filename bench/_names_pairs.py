"""Work to be measured on comparing names: pairs a second on one core, prepared and from strings.

The names are drawn from the dictionaries, three words each. Half of the pairs are one man: in
Ukrainian against Russian, against initials or against the genitive; half are two, of which some
share the surname, as brothers do. Seconds are those of the processor: the figure is of one core.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import shevchenko

from repatria.names.comparing import compare_names
from repatria.names.lexicon import dictionary_pairs
from repatria.names.model import Order, PartKind, Sex
from repatria.names.patronymics import patronymic
from repatria.names.reading import read

Facts = dict[str, object]
StringPair = tuple[str, str]


def string_pairs(count: int, seed: int = 1) -> list[StringPair]:
    """Pairs of names as lists write them, surname first."""
    chance = random.Random(seed)
    surnames, given = (list(dictionary_pairs(kind)) for kind in (PartKind.SURNAME, PartKind.GIVEN))
    fathers = [
        pair for pair in dictionary_pairs(PartKind.PATRONYMIC) if pair[0].endswith(("ич", "іч"))
    ]
    found = []
    for number in range(count):
        drawn = [chance.choice(pool) for pool in (surnames, given, fathers)]
        ukrainian = [word for word, _ in drawn]
        russian = [forms[0] for _, forms in drawn]
        other = [chance.choice(pool)[1][0] for pool in (surnames, given, fathers)]
        shapes: tuple[list[str], ...] = (
            russian,
            [ukrainian[0], f"{ukrainian[1][0]}.", f"{ukrainian[2][0]}."],
            _genitive(ukrainian),
            [russian[0], *other[1:]],
            other,
            [*other[:2], russian[2]],
        )
        found.append((_written(ukrainian), _written(shapes[number % len(shapes)])))
    return found


def _genitive(words: list[str]) -> list[str]:
    forms = {"family_name": words[0], "given_name": words[1], "patronymic_name": words[2]}
    return [
        str(form)
        for form in (shevchenko.in_genitive(forms, gender="masculine")[key] for key in forms)
    ]


def _written(words: list[str]) -> str:
    return " ".join(word.title() for word in words)


def prepared(count: int = 20_000, seconds: float = 3.0) -> Callable[[], Facts]:
    """Comparing names that were read before, sentences included."""
    pairs = [
        (read(left, Order.SURNAME_FIRST), read(right, Order.SURNAME_FIRST))
        for left, right in string_pairs(count)
    ]
    readings = sum(len(name.readings) for pair in pairs for name in pair) / (2 * len(pairs))

    def work() -> Facts:
        done, start = 0, time.process_time()
        while time.process_time() - start < seconds:
            for left, right in pairs:
                compare_names(left, right)
            done += len(pairs)
        rate = done / (time.process_time() - start)
        return {"pairs_a_second": round(rate), "readings_a_name": round(readings, 2)}

    return work


def from_strings(count: int = 20_000) -> Callable[[], Facts]:
    """Reading both names and comparing them, each pair once; then once more with caches filled."""
    pairs = string_pairs(count)
    # What is loaded once a process (dictionaries) is no cost of a pair.
    read("Шевченко Тарас Григорович", Order.SURNAME_FIRST, Sex.MALE)
    patronymic("Григорович")

    def rate() -> int:
        start = time.process_time()
        for left, right in pairs:
            compare_names(read(left, Order.SURNAME_FIRST), read(right, Order.SURNAME_FIRST))
        return round(len(pairs) / (time.process_time() - start))

    def work() -> Facts:
        return {"new_words_pairs_a_second": rate(), "known_words_pairs_a_second": rate()}

    return work
