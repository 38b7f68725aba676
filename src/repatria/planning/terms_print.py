"""An agreement printed as the lines that `terms_text` reads. Read back, it is the same agreement;
only line numbers, comments and the names of tables are not kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from repatria.base.errors import ValueProblem
from repatria.planning.clause_text import print_clause
from repatria.planning.line_words import value_text
from repatria.planning.scope_text import print_scope
from repatria.planning.terms import Clause, Kind, Room, Terms
from repatria.planning.terms_lines import LONGEST_HELD

_ROWS_A_LINE = 6


def print_terms(terms: Terms) -> str:
    """The text of an agreement. Raises `ValueProblem` where a name cannot stand in a line."""
    blocks = [
        _head(terms),
        [
            _marked(terms, f"tier {tier.name}", _tier(tier.name, print_scope(tier.scope)))
            for tier in terms.tiers
        ]
        + [_marked(terms, "then", f"then {LONGEST_HELD}")],
        list(_clauses(terms)),
        list(_rooms(terms)),
        list(_rest(terms)),
    ]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks if block)


def _tier(name: str, scope: str) -> str:
    return f"tier {value_text(name)} {scope}"


def _marked(terms: Terms, key: str, line: str) -> str:
    return f"assumed {line}" if key in terms.assumed else line


def _head(terms: Terms) -> list[str]:
    head = [
        f"agreement {_free(terms.name)}",
        f"reading {terms.reading}",
        f"sides {' '.join(terms.sides)}",
    ]
    if terms.dated is not None:
        head.append(f"dated {terms.dated.isoformat()}")
    return [*head, f"source {_free(terms.source)}"]


def _free(text: str) -> str:
    """A name or source as it may stand to a line's end."""
    comment = text.startswith("#") or " #" in text
    if not text or text != text.strip() or not text.isprintable() or comment:
        raise ValueProblem(f"“{text}” cannot be written on a line")
    return text


def _clauses(terms: Terms) -> Iterable[str]:
    for clause in terms.clauses:
        table = f"equivalents_{clause.number}"
        line = print_clause(clause, terms.sides, table)
        yield _marked(terms, f"clause {clause.number}", line)
        if clause.kind is Kind.TABLE:
            yield from _table(clause, table)


def _table(clause: Clause, name: str) -> Iterable[str]:
    rows = [f"{_rank(rank)}={value}" for rank, value in clause.table.items()]
    if not rows:
        raise ValueProblem(f"clause {clause.number} has an empty table")
    for start in range(0, len(rows), _ROWS_A_LINE):
        yield f"table {name} {' '.join(rows[start : start + _ROWS_A_LINE])}"


def _rank(rank: str) -> str:
    """A rank before its "=": words of the language need no quotation marks here."""
    return rank if value_text(f"{rank}.") == f"{rank}." else value_text(rank)


def _rooms(terms: Terms) -> Iterable[str]:
    for word, said in _ROOM.items():
        lines = [
            (f"{word} {side}" in terms.assumed, said(room))
            for side, room in zip(terms.sides, terms.room, strict=True)
        ]
        if lines[0] == lines[1]:
            sides: tuple[str, ...] = ("each",)
        else:
            sides = terms.sides
        for side, (assumed, amount) in zip(sides, lines, strict=False):
            if amount:
                yield f"{'assumed ' if assumed else ''}{word} {side} {amount}"


def _stretchers(room: Room) -> str:
    seats = "" if room.stretcher_seats == 3 else f" of {room.stretcher_seats} seats"
    if room.stretchers is None:
        return f"any{seats}" if seats else ""
    return f"{room.stretchers}{seats}"


def _if_any(number: int | None) -> str:
    return "" if number is None else str(number)


_ROOM: dict[str, Callable[[Room], str]] = {
    "seats": lambda room: str(room.seats),
    "stretchers": _stretchers,
    "camp": lambda room: _if_any(room.camp),
    "vehicle": lambda room: _if_any(room.vehicle),
}


def _rest(terms: Terms) -> Iterable[str]:
    if terms.interval or "every" in terms.assumed:
        yield _marked(terms, "every", f"every {terms.interval} days")
    if terms.exposure is not None:
        yield _marked(terms, "exposure", f"exposure at most {terms.exposure}")
    if terms.settle is not None:
        yield _marked(terms, "settle", f"settle within {terms.settle} rounds")
    if terms.remains is not None:
        first, second = ("all" if n is None else str(n) for n in terms.remains.amounts)
        amounts = f"{first} for {second}"
        yield _marked(terms, "remains", f"remains {amounts}")
