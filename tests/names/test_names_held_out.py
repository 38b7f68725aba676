"""Forms of one name that the lexicon was not told of, on a sample; the bench takes them all."""

from __future__ import annotations

from bench._names_held_out import Figure, is_held_out, measured

from repatria.names.lexicon import dictionary_pairs
from repatria.names.model import PartKind


def test_recall_and_false_positives_of_pairs_held_out() -> None:
    figures = measured(600)
    for kind, figure in figures.items():
        assert figure.recall >= 0.98, (kind, figure)
        assert figure.false_positives <= 0.01, (kind, figure)
    together = sum(figures.values(), Figure(0, 0, 0, 0))
    assert together.recall >= 0.98
    assert together.false_positives <= 0.01


def test_a_fifth_is_held_out() -> None:
    pairs = list(dictionary_pairs(PartKind.GIVEN))
    share = sum(is_held_out(pair[0]) for pair in pairs) / len(pairs)
    assert 0.17 < share < 0.23
