"""Persons whom the text introduces by their office: later they speak by their name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repatria.statements.drafting.model import Said, Span
from repatria.statements.vocabulary import Voice

_NAME = r"[A-ZА-ЯІЇЄҐ][\w'’-]+"
_AFTER = re.compile(rf",?\s+({_NAME}(?:\s+{_NAME}){{0,2}})")
_BEFORE = re.compile(rf"({_NAME}(?:\s+{_NAME}){{0,2}}),\s+(?:[\w'’-]+\s+){{0,4}}$")
_SHORTEST = 4


def introduced(
    text: str, offices: list[tuple[Span, Said]]
) -> Iterator[tuple[re.Pattern[str], Said]]:
    """A pattern for the last name of each person beside a party's office, and for whom it speaks.

    “Northland's negotiator Ivan Orlov”, “Ivan Orlov, Northland's negotiator”: from there on, Orlov
    is a voice of Northland. The ending of a name may change with its case.
    """
    for span, said in offices:
        if said.voice is not Voice.PARTY:
            continue
        after = _AFTER.match(text, span.end)
        before = _BEFORE.search(text[max(0, span.start - 60) : span.start])
        loose = before is not None and not text[: span.start].endswith(
            (", ", ", the ", ", a ", ", an ")
        )
        if loose and before is not None and " " not in before[1]:
            # “That, the minister says”: one capital alone is no name.
            before = None
        found = after or before
        if found is None:
            continue
        last = found[1].split()[-1].lower()
        if len(last) < _SHORTEST:
            continue
        stem = last if last.isascii() else last[: max(_SHORTEST - 1, len(last) - 2)]
        ending = "" if last.isascii() else r"\w{0,4}"
        yield re.compile(rf"(?<!\w){re.escape(stem)}{ending}(?!\w)"), said
