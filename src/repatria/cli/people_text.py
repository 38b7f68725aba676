"""People as plain text and as JSON: for those who asked with who they are and what for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from repatria.base.canonical import canonical_bytes
from repatria.cli.writing import write
from repatria.desks.people.fields import BLOCK_WORDS, STATES
from repatria.desks.people.models import Statement
from repatria.desks.people.present import how_words, statement_words
from repatria.desks.people.queries.dossier import Dossier, FieldShown
from repatria.desks.people.queries.search import Found, Hit
from repatria.desks.people.words import CONTRADICTS, FIELD_OF_VERDICT, LEVELS

_NOTHING = "not stated"


def print_json(tree: Any) -> None:
    write([canonical_bytes(tree).decode(), "\n"], None)


def found_lines(found: Found, *, states: bool) -> Iterator[str]:
    for note in found.notes:
        yield str(note)
    if not found.hits:
        yield "Nobody was found."
        return
    for hit in found.hits:
        row = hit.row
        told = [row["name"] or "name not stated", row["birth"], row["unit"], row["serial"]]
        if states:
            told.append(_state(hit))
        yield f"{row['code']}  {'; '.join(filter(None, told))}"
        words = ", ".join(
            f"{FIELD_OF_VERDICT.get(each.field, each.field)}: {LEVELS[each.level]}"
            for each in hit.verdicts
        )
        if words:
            yield f"    {words}"
    if found.count > len(found.hits):
        yield f"The first {len(found.hits)} of {found.count} records are shown."


def found_tree(found: Found, *, states: bool) -> dict[str, Any]:
    return {
        "count": found.count,
        "notes": [str(each) for each in found.notes],
        "people": [
            {
                "code": hit.row["code"],
                "name": hit.row["name"],
                "birth": hit.row["birth"],
                "serial": hit.row["serial"],
                "unit": hit.row["unit"],
                **({"state": hit.row["state"], "on": hit.row["state_on"]} if states else {}),
                "fields": {each.field: each.level.value for each in hit.verdicts},
            }
            for hit in found.hits
        ],
    }


def dossier_lines(found: Dossier) -> Iterator[str]:
    person = found.person
    yield f"{person.code}  {person.name or 'name not stated'}"
    if person.sender is not None:
        yield f"as {person.sender.name} knows them"
    if person.data_hidden:
        yield f"! Not shown any more: the sender let it be shown until {person.expires_on}."
    for each in found.conflicts:
        one, other = (_statement(said) for said in (each.one, each.other))
        sure = "" if each.contradiction.sure else " (possible: the dates do not tell)"
        yield f"! {CONTRADICTS[each.contradiction.what]}{sure}: {one}; {other}"
    for block in found.blocks:
        yield ""
        yield str(BLOCK_WORDS[block.block])
        if not block.open:
            yield f"  shut: {block.held} statements; --open {block.field_class.value} shows them"
        for shown in block.fields:
            yield from _field(shown)
    if found.entries:
        yield ""
        yield "In order of time"
        for entry in found.entries:
            when = entry.event.on or entry.event.said_on or "day not stated"
            mark = "! " if entry.contradicted else "  "
            yield f"{mark}{when}  {_statement(entry.statement)}"
    if found.same:
        yield ""
        yield "Judged to be the same person"
        for record in found.same:
            yield f"  {record.code}  {record.name}"


def dossier_tree(found: Dossier) -> dict[str, Any]:
    return {
        "code": found.person.code,
        "sender": found.person.sender.name if found.person.sender is not None else "",
        "fields": {
            shown.field.key: {
                "value": shown.value,
                "how": shown.chosen.how.value if shown.chosen else "",
                "sources": shown.sources,
                "disagree": shown.disagree,
                "entered_by_one": shown.entered_by_one,
                "statements": [_tree(line.statement) for line in shown.lines],
                "withdrawn": [_tree(each) for each in shown.withdrawn],
            }
            for block in found.blocks
            for shown in block.fields
            if shown.lines or shown.withdrawn
        },
        "shut": {block.field_class.value: block.held for block in found.blocks if not block.open},
        "line": [_tree(entry.statement) for entry in found.entries],
        "contradictions": [
            {
                "what": each.contradiction.what.value,
                "sure": each.contradiction.sure,
                "statements": list(each.contradiction.keys),
            }
            for each in found.conflicts
        ],
        "same": [each.code for each in found.same],
    }


def _field(shown: FieldShown) -> Iterator[str]:
    if not (shown.lines or shown.withdrawn):
        return
    counted = f"{shown.sources} source{'s' * (shown.sources != 1)}"
    if shown.disagree:
        counted += f", {shown.disagree} disagree{'s' * (shown.disagree == 1)}"
    if shown.entered_by_one:
        counted += "; all entered by one person"
    if how := how_words(shown):
        counted += f"; {how}"
    yield f"  {shown.field.words}: {shown.value or _NOTHING} ({counted})"
    for line in shown.lines:
        record = "" if line.own else f"; record {line.statement.person.code}"
        mark = "=" if line.shown else " " if line.agrees else "≠"
        yield f"    {mark} {_statement(line.statement)}{record}"
    for each in shown.withdrawn:
        yield f"    x {_statement(each)}; withdrawn: {each.withdrawn_why}"


def _statement(said: Statement) -> str:
    words = statement_words(said)
    told = [words["value"], words["source"]]
    if said.place is not None:
        told.append(f"row {said.place}")
    told += [f"about {said.on}" if said.on else "", said.get_certainty_display()]
    told.append(f"said on {said.source.said_on}" if said.source.said_on else "")
    told += words["by_whom"]
    return ", ".join(str(each) for each in told if each)


def _state(hit: Hit) -> str:
    state = str(STATES.get(hit.row["state"], _NOTHING))
    on = hit.row["state_on"]
    mark = ", contradicted" if hit.row["contradicted"] else ""
    return f"{state} ({on}){mark}" if on else f"{state}{mark}"


def _tree(said: Statement) -> dict[str, Any]:
    return {
        "key": said.pk,
        "person": said.person.code,
        "field": said.field,
        "value": said.value,
        "read": said.read,
        "on": said.on,
        "until": said.until,
        "certainty": said.certainty,
        "details": said.details or {},
        "source": said.source.code,
        "kind": said.source.kind,
        "row": said.place,
        "said_on": said.source.said_on,
        "purpose": said.source.purpose,
        "entered_by": said.entered_by.code if said.entered_by is not None else "",
        "withdrawn": said.withdrawn_why,
    }
