"""Writes statements as a CSV table with an HXL row, which the format's own reader takes back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from repatria.formats.fields import COLUMNS
from repatria.formats.formulas import guard
from repatria.formats.frame_json import exchange_to_json, source_to_json, speaker_to_json
from repatria.formats.statement_text import claim_texts, evidence_texts, part_texts
from repatria.statements.claim import Claim, Partition
from repatria.statements.record import Exchange

# Office programs take UTF-8 for an old code page without this mark, and spoil Cyrillic text.
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def write_claims_csv(claims: Iterable[Claim], exchanges: Mapping[str, Exchange]) -> Iterator[str]:
    """The lines of the table: column names, HXL tags, then a line a statement.

    Each line carries its speaker, source and exchange too, so that a store that knows the parties
    and agreements can read the table on its own. Text that a sheet would run as a formula gets an
    apostrophe, which the reader takes away. Lines end in CR LF.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")

    def line(cells: Iterable[str]) -> str:
        writer.writerow(cells)
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text

    yield _MARK + line(COLUMNS)
    yield line(COLUMNS.values())
    for claim in claims:
        cells = claim_cells(claim, exchanges.get(claim.exchange))
        yield line(guard(cells.get(name, "")) for name in COLUMNS)


def claim_cells(claim: Claim, exchange: Exchange | None) -> dict[str, str]:
    """The cells of a statement by column, with what it refers to; nothing guarded yet."""
    cells = claim_texts(claim)
    cells["silent"] = "; ".join(claim.silent)
    cells["uncertain"] = "; ".join(claim.uncertain)
    cells["parts"] = " | ".join(_partition(part) for part in claim.parts)
    if claim.evidence is not None:
        held = evidence_texts(claim.evidence)
        cells.update((f"evidence_{name}", text) for name, text in held.items())
    for prefix, value in (
        ("speaker", speaker_to_json(claim.speaker)),
        ("source", source_to_json(claim.source)),
        ("exchange", {} if exchange is None else exchange_to_json(exchange)),
    ):
        for name, text in value.items():
            if f"{prefix}_{name}" in COLUMNS:
                cells[f"{prefix}_{name}"] = text if isinstance(text, str) else str(text).lower()
    return cells


def _partition(partition: Partition) -> str:
    parts = "; ".join(f"{name}={words}" for name, words in part_texts(partition).items())
    return f"{partition.by}{'!' if partition.complete else ''}: {parts}"
