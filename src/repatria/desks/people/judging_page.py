"""What the page of two records shows, in words and ready for the template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from repatria.desks.common.charts.weights import Step, Weights, bits, draw
from repatria.desks.people.judging_words import (
    AGREES,
    BOTH_ALIKE,
    BOTH_UNLIKE,
    DIFFERS,
    NOT_COMPARED,
    NOT_COMPARED_WHY,
    ONE_SILENT,
    field_words,
    gate_words,
    level_words,
    levels_told,
)
from repatria.desks.people.models import Candidate, Person
from repatria.desks.people.queries.sides import Row, Sides
from repatria.desks.people.words import sentence
from repatria.names.levels import Level


def row_words(row: Row) -> dict[str, Any]:
    """A row: both values, and the verdicts in words with their sentences."""
    return {
        "key": row.field.key,
        "words": _("Name") if row.field.key == "name" else row.field.words,
        "left": row.left,
        "right": row.right,
        "verdicts": list(_verdicts(row)),
    }


def _verdicts(row: Row) -> Iterator[dict[str, Any]]:
    for each in row.verdicts:
        several = len(row.verdicts) > 1
        yield {
            "of": field_words(each.field) if several else "",
            "word": level_words(each.level),
            "level": each.level.value,
            "why": sentence(each.why),
        }
    if not row.verdicts:
        word, level, why = _beyond(row)
        yield {"of": "", "word": word, "level": level, "why": why}


def _beyond(row: Row) -> tuple[str, str, str]:
    """Of a field that `names` does not compare."""
    if not row.compared:
        return str(NOT_COMPARED), Level.ABSENT.value, str(NOT_COMPARED_WHY)
    if row.agrees is None:
        return level_words(Level.ABSENT), Level.ABSENT.value, str(ONE_SILENT)
    if row.agrees:
        return str(AGREES), Level.SAME.value, str(BOTH_ALIKE)
    return str(DIFFERS), Level.CONTRADICTED.value, str(BOTH_UNLIKE)


def weights_of(candidate: Candidate, held: Sides, one: Person, other: Person) -> dict[str, Any]:
    """The chart of a run's weights, its table, and the fields that have changed since the run."""
    steps, rows, changed = [], [], []
    for field, (level, _code, weight) in candidate.levels.items():
        now = held.verdicts.get(field)
        same_still = now is not None and now.level.value == level
        if not same_still and Level(level) is not Level.ABSENT:
            changed.append(field_words(field))
        why = sentence(now.why) if now is not None and same_still else ""
        word = level_words(Level(level))
        steps.append(Step(f"{field_words(field)}: {word}", weight, why))
        rows.append({"field": field_words(field), "word": word, "bits": bits(weight), "why": why})
    start = candidate.weight - sum(step.bits for step in steps)
    picture = Weights(
        title=_("What each field adds"),
        desc=_("%(one)s and %(other)s: %(bits)s bits")
        % {"one": one.code, "other": other.code, "bits": bits(candidate.weight)},
        start=start,
        start_label=_("Two records drawn at random"),
        end_label=_("These two records"),
        steps=tuple(steps),
        id_prefix="pair",
    )
    return {
        "chart": draw(picture),
        "rows": rows,
        "start": bits(start),
        "total": bits(candidate.weight),
        "changed": changed,
        "run": candidate.run,
        "gate": gate_words(candidate.gate) if candidate.gate else "",
    }


def candidate_words(candidate: Candidate) -> dict[str, Any]:
    """A line of the queue."""
    agree, differ = levels_told(candidate.levels)
    return {
        "one": candidate.one,
        "other": candidate.other,
        "bits": bits(candidate.weight),
        "agree": agree,
        "differ": differ,
        "gate": gate_words(candidate.gate) if candidate.gate else "",
    }
