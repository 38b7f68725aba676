"""Comparisons as canonical JSON. Numbers stand as texts, to their last digit, since canonical bytes
hold no floats."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from repatria.base.canonical import canonical_bytes
from repatria.cli.kinship_choice import Chosen, told_of
from repatria.kinship.profile import Profile
from repatria.kinship.result import Comparison


def comparison(
    results: Iterable[tuple[str, Comparison, Mapping[str, Profile]]], chosen: Chosen
) -> str:
    """All comparisons of a command, one for each reading of the family."""
    value = {
        "comparisons": [_one(words, found, profiles) for words, found, profiles in results],
        "notes": list(told_of(chosen)),
    }
    return canonical_bytes(value).decode()


def _one(words: str, found: Comparison, profiles: Mapping[str, Profile]) -> dict[str, Any]:
    return {
        "reading": words,
        "first": found.first,
        "second": found.second,
        "log10": _number(found.log10),
        "sentence": found.sentence,
        "population": found.population,
        "models": found.models,
        "notes": list(found.notes),
        "markers": [
            {
                "marker": each.marker,
                "readings": {
                    sample: str(profile.observations[each.marker])
                    for sample, profile in profiles.items()
                    if each.marker in profile.observations
                },
                "ratio": _number(each.ratio),
                "ln_first": _number(each.first),
                "ln_second": _number(each.second),
                "flags": [flag.value for flag in each.flags],
                "sentence": each.sentence,
            }
            for each in found.markers
        ],
        "linked": [
            {
                "markers": list(each.cluster.markers),
                "centimorgans": [_number(step) for step in each.cluster.distances],
                "joint": _number(each.ratio),
                "product": _number(each.product),
                "used": "joint" if each.joint else "product",
                "sentence": each.sentence,
            }
            for each in found.clusters
        ],
    }


def _number(value: float | None) -> str | None:
    if value is None:
        return None
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return repr(value)
