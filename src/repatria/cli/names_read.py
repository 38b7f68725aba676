"""`repatria names read`: what a name is read into, and what was noticed in it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.cli.failures import say
from repatria.names.model import Order, PartKind, Script, Sex

if TYPE_CHECKING:
    from repatria.names.model import Name, Part, Reading

HEAD = ("part", "written", "nominatives", "lemmas", "keys")
_GAP = 2


def read(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="A name as a list writes it.", show_default=False),
    ],
    order: Annotated[
        Order,
        typer.Option(
            metavar="ORDER",
            help="How the list writes names: surname-first or surname-last. It is declared, never "
            "guessed.",
        ),
    ] = Order.SURNAME_FIRST,
    sex: Annotated[
        Sex,
        typer.Option(metavar="SEX", help="What the list says: male, female or unknown."),
    ] = Sex.UNKNOWN,
) -> None:
    """Read a name: its parts in every reading, with nominatives, lemmas and keys, how it is written
    in Latin letters by which rule, and what was noticed.

    Mixed scripts, a keyboard set wrongly, ranks, call signs and maiden names are told and put right
    where only one thing can be meant. Several names in one cell are refused, and listed.
    """
    from repatria.cli.layout import width
    from repatria.names import reading

    try:
        found = reading.read(name, order, sex)
    except reading.NameRefused as refusal:
        say(str(refusal))
        parted = reading.several(name)
        for each in parted if len(parted) > 1 else ():
            typer.echo(each)
        raise typer.Exit(1) from None
    for line in _lines(found, width()):
        typer.echo(line)


def _lines(name: Name, columns: int) -> Iterator[str]:
    from repatria.cli.layout import wrapped
    from repatria.names.cleaning import folded_text

    head = f"{folded_text(name.written)}  ({name.script}, {name.order})"
    yield from wrapped(head, 0, columns)
    beside = {"rank": name.rank, "call sign": name.call_sign}
    yield from (f"{what}: {said}" for what, said in beside.items() if said)
    for number, each in enumerate(name.readings, 1):
        yield ""
        yield f"reading {number} of {len(name.readings)}, sex {each.sex}"
        yield from _table(_rows(each), columns)
    if name.script is Script.CYRILLIC:
        yield from _in_latin(name, columns)
    if name.notes:
        yield ""
    for note in name.notes:
        yield from wrapped(f"- {note}", 0, columns)


def _in_latin(name: Name, columns: int) -> Iterator[str]:
    """How passports and lists write the likeliest reading in Latin letters, by which rule."""
    from repatria.cli.layout import wrapped
    from repatria.names.transliteration import spellings

    parts = [name.readings[0].part(kind) for kind in PartKind]
    found = spellings([part.texts for part in parts if part is not None and part.texts])
    if found:
        yield ""
        yield "in Latin letters"
    for spelling, schemes in found.items():
        told = ", ".join(scheme.name for scheme in schemes)
        yield from wrapped(f"{spelling}: {told}", 2, columns)


def _rows(reading: Reading) -> list[tuple[str, ...]]:
    return [HEAD, *(_row(kind, reading.part(kind)) for kind in PartKind)]


def _row(kind: str, part: Part | None) -> tuple[str, ...]:
    if part is None:
        return (kind, "–", "", "", "")
    if part.initial:
        return (kind, part.written, "an initial", "", ", ".join(part.initials))
    return (kind, part.written, *map(", ".join, (part.texts, part.lemmas, part.keys)))


def _table(rows: Sequence[tuple[str, ...]], columns: int) -> Iterator[str]:
    """Lines of a table whose cells are broken where the terminal is too narrow for them."""
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    share = (columns - wide[0] - _GAP * (len(wide) - 1)) // (len(wide) - 1)
    while sum(wide) + _GAP * (len(wide) - 1) > columns and max(wide[1:]) > share:
        widest = wide.index(max(wide[1:]), 1)
        wide[widest] -= 1
    for row in rows:
        cells = [textwrap.wrap(cell, size) for cell, size in zip(row, wide, strict=True)]
        for pieces in zip_longest(*cells, fillvalue=""):
            padded = (f"{piece:{size}}" for piece, size in zip(pieces, wide, strict=True))
            yield (" " * _GAP).join(padded).rstrip()
