"""The figures of names: `python3 dev.py bench names [PART ...]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from _measure import Facts, machine, measure, show, write

FIRST, SECOND, SEED = 770_000, 231_000, 20_262
AT_LEAST, AT_MOST = "at least", "at most"
LIMITS = {
    "linking 770,000 × 231,000, readings included, s": (AT_MOST, 180.0),
    "precision at the threshold": (AT_LEAST, 0.995),
    "recall at the threshold": (AT_LEAST, 0.97),
    "blocking recall": (AT_LEAST, 0.995),
    "brothers proposed, of a thousand": (AT_MOST, 1.0),
    "fathers and sons proposed, of a thousand": (AT_MOST, 1.0),
    "namesakes proposed, of a thousand": (AT_MOST, 1.0),
    "FEBRL4 without the national id, F1": (AT_LEAST, 0.991),
    "held out, recall": (AT_LEAST, 0.98),
    "held out, false positives": (AT_MOST, 0.01),
    "prepared names compared a second": (AT_LEAST, 20_000.0),
}
"""What is to be reached; figures without a limit are told beside it."""
Figures = dict[str, float]


def link(facts: Facts, figures: Figures) -> None:
    """Two made-up tables linked, with the truth at hand; and plain Splink on their raw columns."""
    from _names_link import linked
    from _names_plain import plain
    from repatria.names.linking.weighing import THRESHOLD
    from repatria.synthetic.lists.two_lists import two_lists

    two = two_lists(FIRST, SECOND, seed=SEED)
    own, _ = linked(two)
    facts["linking"], facts["plain"] = own, plain(two, SEED)
    at = next(row for row in _rows(own["at_thresholds"]) if row["threshold"] == THRESHOLD)
    figures["linking 770,000 × 231,000, readings included, s"] = _number(own["all_s"])
    figures["precision at the threshold"] = _number(at["precision"])
    figures["recall at the threshold"] = _number(at["recall"])
    figures["blocking recall"] = _number(_facts(own["blocking"])["any"])
    kin = _facts(own["kin"])
    for relation, name in (
        ("brothers", "brothers"), ("father-son", "fathers and sons"), ("namesakes", "namesakes")
    ):  # fmt: skip
        per = _number(_facts(kin[relation])["per_thousand"])
        figures[f"{name} proposed, of a thousand"] = per


def febrl(facts: Facts, figures: Figures) -> None:
    """5,000 × 5,000 made-up Australians, by name, birth and address."""
    from _names_febrl import figures as measured

    facts["febrl4"] = found = measured()
    figures["FEBRL4 without the national id, F1"] = _number(found["f1"])


def held_out(facts: Facts, figures: Figures) -> None:
    """Ukrainian and Russian forms of one name, without the dictionary's entry for them."""
    from _names_held_out import measured

    found = measured()
    first, *others = found.values()
    every = sum(others, start=first)
    facts["held_out"] = {
        kind.value: {
            "pairs": one.pairs, "recall": one.recall, "false_positives": one.false_positives
        }
        for kind, one in found.items()
    }  # fmt: skip
    figures["held out, recall"] = every.recall
    figures["held out, false positives"] = every.false_positives


def pairs(facts: Facts, figures: Figures) -> None:
    """Comparing two names: prepared, and from their strings."""
    ready, strings = (measure(f"_names_pairs:{name}") for name in ("prepared", "from_strings"))
    facts["prepared"], facts["from_strings"] = ready.as_facts(), strings.as_facts()
    figures["prepared names compared a second"] = _number(ready.facts["pairs_a_second"])
    for words in ("known", "new"):
        rate = _number(strings.facts[f"{words}_words_pairs_a_second"])
        figures[f"names compared a second from strings, {words} words"] = rate


def search(facts: Facts, figures: Figures) -> None:
    """One person sought among many by typed text, through a plain index."""
    from _names_search import searched

    facts["search"] = found = searched()
    for name, value in found.items():
        if isinstance(value, float | int):
            figures[f"search: {name}"] = float(value)


PARTS: dict[str, Callable[[Facts, Figures], None]] = {
    "link": link, "febrl": febrl, "held-out": held_out, "pairs": pairs, "search": search,
}  # fmt: skip


def _number(value: object) -> float:
    return float(str(value))


def _facts(value: object) -> Facts:
    assert isinstance(value, dict)
    return value


def _rows(value: object) -> list[Facts]:
    assert isinstance(value, list)
    return value


def main() -> int:
    """Measure the parts asked for; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench names", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--dry", action="store_true", help="keep nothing under results/")
    arguments = parser.parse_args()
    unknown = set(arguments.parts) - PARTS.keys()
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}; there is: {', '.join(PARTS)}")
    figures: Figures = {}
    for name in arguments.parts or PARTS:
        facts: Facts = {"machine": machine()}
        own: Figures = {}
        PARTS[name](facts, own)
        facts["figures"] = {figure: round(value, 5) for figure, value in own.items()}
        figures.update(own)
        if not arguments.dry:
            write(f"names-{name}", facts)
    show(
        "Names",
        ("figure", "measured", "to reach"),
        [(name, f"{value:,.4f}", _limit(name)) for name, value in figures.items()],
    )
    return int(any(_missed(name, value) for name, value in figures.items()))


def _limit(name: str) -> str:
    if name not in LIMITS:
        return ""
    kind, value = LIMITS[name]
    return f"{kind} {value:,.4g}"


def _missed(name: str, value: float) -> bool:
    if name not in LIMITS:
        return False
    kind, limit = LIMITS[name]
    return value < limit if kind == AT_LEAST else value > limit


if __name__ == "__main__":
    sys.exit(main())
