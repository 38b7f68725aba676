"""What the page of a person shows, in words and ready for the template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.people.by_whom import told_of
from repatria.desks.people.choosing import How
from repatria.desks.people.fields import FIELDS, Field
from repatria.desks.people.health import run_out
from repatria.desks.people.models import Certainty, Source, SourceKind, Statement
from repatria.desks.people.queries.dossier import BlockShown, Dossier, FieldShown, said_in_words
from repatria.desks.people.words import CONTRADICTS, HOW

_BESIDE = ("relation", "contact", "author", "note")
"""What stands with the name of somebody's kin; whose note it is, and its text."""


def block_rows(block: BlockShown) -> tuple[list[dict[str, Any]], list[Field]]:
    """The fields of an open block of which something is said; and the others, to be named
    together."""
    rows = [_field(each) for each in block.fields]
    silent = [each["field"] for each in rows if not each["said"]]
    return [each for each in rows if each["said"]], silent


def _field(shown: FieldShown) -> dict[str, Any]:
    return {
        "field": shown.field,
        "value": shown.value,
        "unread": shown.chosen is not None and not shown.chosen.said.read,
        "run_out": shown.ran_out,
        "how": how_words(shown),
        "sources": shown.sources,
        "disagree": shown.disagree,
        "by_one": shown.entered_by_one,
        "choice": shown.choice,
        "said": bool(shown.lines or shown.withdrawn),
        "lines": [
            {**statement_words(each.statement), "own": each.own, "shown": each.shown,
             "agrees": each.agrees}
            for each in shown.lines
        ],
        "withdrawn": [statement_words(each) for each in shown.withdrawn],
    }  # fmt: skip


def how_words(shown: FieldShown) -> Any:
    """Why this value is shown, where several sources say something that could be shown."""
    if shown.chosen is None or shown.sources < 2 or shown.field.several:
        return ""
    if shown.chosen.how is How.PERSON:
        return HOW[How.PERSON]
    if not shown.disagree:
        return HOW[How.AGREED]
    # Records beside this one disagree; in its own statements there was nothing to decide.
    return "" if shown.chosen.how in (How.ONLY, How.AGREED) else HOW[shown.chosen.how]


def statement_words(statement: Statement) -> dict[str, Any]:
    """One statement as a line: value, source, date, who entered it.

    What it was said for and how certain it is come from their lists: Django's own way goes through
    all words of a list for each, which is half of a page with a hundred statements.
    """
    details = statement.details or {}
    of = FIELDS[statement.field]
    said = said_in_words(of, statement)
    return {
        "statement": statement,
        "value": said,
        # A key of a closed list was chosen in a form, and is nothing that anybody wrote.
        "written": said if statement.value in of.choices else statement.value,
        "source": source_words(statement.source),
        "by_whom": list(told_of(statement.read if of.key == "state" else "", details)),
        "beside": [str(details[key]) for key in _BESIDE if details.get(key)],
        "certainty": Certainty(statement.certainty).label if statement.certainty else "",
        "purpose": Purpose(statement.source.purpose).label,
        "run_out": run_out(statement.until, timezone.localdate()),
        "place": statement.place,
    }


def source_words(source: Source) -> str:
    """What a source is called: its title, else its sender, else its kind."""
    named = source.title or (source.sender.name if source.sender is not None else "")
    kind = str(SourceKind(source.kind).label)
    return f"{kind}: {named}" if named else kind


def entry_rows(held: Dossier) -> list[dict[str, Any]]:
    """The time line."""
    return [
        {
            **statement_words(each.statement),
            "when": each.event.on or each.event.said_on or "",
            "dated": each.event.on is not None,
            "what": FIELDS[each.statement.field].words,
            "is_state": each.statement.field == "state",
            "own": each.own,
            "contradicted": each.contradicted,
        }
        for each in held.entries
    ]


def conflict_rows(held: Dossier) -> list[dict[str, Any]]:
    return list(_conflicts(held))


def _conflicts(held: Dossier) -> Iterator[dict[str, Any]]:
    for each in held.conflicts:
        yield {
            "what": CONTRADICTS[each.contradiction.what],
            "sure": each.contradiction.sure,
            "pair": [statement_words(one) for one in (each.one, each.other)],
        }
