"""Everything that the press desk holds, against its bytes: for `repatria press check`."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.base.progress import Progress, silent
from repatria.desks.press.models import Document
from repatria.desks.press.queries.documents import orphans
from repatria.desks.press.services.quotations import (
    FAULT_WORDS,
    Fault,
    check_document,
    check_passage,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """How many were looked at, a line for each that is wrong, and originals that nobody names."""

    documents: int
    quotations: int
    wrong: tuple[str, ...]
    orphans: tuple[str, ...]


def check_all(progress: Progress = silent) -> Checked:
    """Read every original anew, one at a time, each once."""
    wrong: list[str] = []
    quotations = 0
    total = Document.objects.count()
    rows = Document.objects.prefetch_related("quotations").order_by("pk").iterator(chunk_size=10)
    for number, document in enumerate(rows, 1):
        progress(number, total, "reading")
        if faults := check_document(document):
            wrong.append(f"Document {document.code}: {_told(faults)}")
        for quotation in document.quotations.all():
            quotations += 1
            if faults := check_passage(quotation, document):
                place = f"{quotation.start} to {quotation.end}"
                wrong.append(f"Document {document.code}, quotation {place}: {_told(faults)}")
    return Checked(total, quotations, tuple(wrong), tuple(orphans()))


def _told(faults: tuple[Fault, ...]) -> str:
    return "; ".join(FAULT_WORDS[fault] for fault in faults)
