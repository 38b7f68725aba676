"""From a row to a claim: the one mapping that tables and YAML share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from repatria.base.dates import PartialDate
from repatria.base.messages import sentence
from repatria.formats.cells import Cells
from repatria.formats.claim_json import claim_digest
from repatria.formats.fields import EVIDENCE
from repatria.formats.problems import Problems, Row, shown
from repatria.statements.claim import Claim, Evidence, Partition, Source, Speaker
from repatria.statements.quantity import NOT_STATED, Interval, Quantity
from repatria.statements.record import Agreement, Exchange, Party
from repatria.statements.vocabulary import MAIN_UNIT, TRACK, Category, ClaimKind, Per, Unit

PART_SEPARATORS = frozenset(";=|:!")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the statements of a file can speak of: what was known, and what the file defines."""

    parties: Mapping[str, Party]
    speakers: Mapping[str, Speaker]
    sources: Mapping[str, Source]
    agreements: Mapping[str, Agreement]
    exchanges: Mapping[str, Exchange]


def claim_of(row: Row, frame: Frame, problems: Problems, today: date) -> Claim | None:
    """The claim that a row states; `None` where a problem was found (and collected).

    A row without an id gets one from its content. Whether what it supersedes exists can be told
    only when every id of the file is known, and is left to the caller.
    """
    cells = Cells(row, problems)
    claim_id = cells.code("id")
    kind = cells.word("kind", ClaimKind)
    category = cells.word("category", Category)
    unit = cells.word("unit", Unit, Unit.PERSON if category is None else MAIN_UNIT[TRACK[category]])
    per = cells.word("per", Per, Per.SIDE)
    quantity = _stated(cells, kind)
    giver, receiver, both = _direction(cells, frame)
    silent = cells.codes("silent")
    for code in silent:
        cells.is_known("silent", code, frame.parties, "party")
    cells.required("speaker")
    speaker = frame.speakers.get(cells.known("speaker", frame.speakers, "speaker"))
    cells.required("source")
    source = frame.sources.get(cells.known("source", frame.sources, "source"))
    said_on = past_date(cells, "said_on", today)
    exchange = cells.known("exchange", frame.exchanges, "exchange")
    agreement = cells.known("agreement", frame.agreements, "agreement")
    covers, as_of = cells.period("covers"), cells.partial("as_of")
    supersedes = cells.code("supersedes")
    if supersedes and supersedes == claim_id:
        cells.wrong("supersedes", sentence("a statement cannot supersede itself"))
    withdrawn_on = _withdrawn(cells, said_on, today)
    embargo_until = cells.day("embargo_until")
    counting, identity = cells.text("counting"), cells.text("identity")
    evidence, parts = _evidence(cells), _parts(cells)
    paraphrase, relay = cells.text("paraphrase"), cells.flag("relay")
    uncertain = cells.codes("uncertain")
    quote, withdrawn_why = cells.quotation("quote"), _withdrawn_why(cells, withdrawn_on)
    if not (cells.ok and kind and category and unit and per and speaker and source and said_on):
        return None
    claim = Claim(
        claim_id,
        kind,
        quantity,
        unit,
        category,
        giver,
        receiver,
        speaker,
        source,
        said_on,
        both,
        per,
        exchange,
        agreement,
        covers,
        as_of,
        silent,
        counting,
        identity,
        evidence,
        parts,
        paraphrase,
        relay,
        uncertain,
        supersedes,
        withdrawn_on,
        embargo_until,
        quote,
        withdrawn_why,
    )
    return claim if claim_id else replace(claim, id=f"c-{claim_digest(claim)[:12]}")


def past_date(cells: Cells, name: str, today: date) -> PartialDate | None:
    """A required date that has begun by `today`."""
    cells.required(name)
    found = cells.partial(name)
    if found is not None and found.first > today:
        cells.wrong(
            name,
            sentence(
                "{found} has not come yet (today is {today})", found=str(found), today=str(today)
            ),
        )
    return found


def quantity_of(cells: Cells) -> Quantity | None:
    """What `quantity` and `words` say together; `None` where there is neither."""
    found, words = cells.quantity("quantity"), cells.text("words")
    if words:
        return replace(found or NOT_STATED, words=words)
    return found


def _stated(cells: Cells, kind: ClaimKind | None) -> Quantity:
    found = quantity_of(cells) or NOT_STATED
    if kind is ClaimKind.NON_STATEMENT and found.interval is not None:
        cells.wrong("quantity", sentence("a non_statement gives no number: leave the quantity out"))
    return found


def _direction(cells: Cells, frame: Frame) -> tuple[str, str, bool]:
    giver = cells.known("from", frame.parties, "party")
    receiver = cells.known("to", frame.parties, "party")
    both = cells.flag("both")
    if giver and giver == receiver:
        cells.wrong("to", sentence("from and to are the same party, “{giver}”", giver=shown(giver)))
    elif both and not (giver and receiver):
        cells.wrong(
            "both", sentence("a statement on both directions names the two parties in from and to")
        )
    missing = [name for name in ("from", "to") if not cells.text(name)]
    if len(missing) == 1 and not both:
        cells.wrong(missing[0], sentence("a direction has two ends: name both parties, or neither"))
    return giver, receiver, both


def _withdrawn(cells: Cells, said_on: PartialDate | None, today: date) -> date | None:
    found = cells.day("withdrawn_on")
    if found is not None and found > today:
        cells.wrong(
            "withdrawn_on",
            sentence(
                "{found} has not come yet (today is {today})", found=str(found), today=str(today)
            ),
        )
    elif found is not None and said_on is not None and found < said_on.first:
        cells.wrong(
            "withdrawn_on",
            sentence(
                "withdrawn on {found}, before it was said ({said_on})",
                found=str(found),
                said_on=str(said_on),
            ),
        )
    return found


def _withdrawn_why(cells: Cells, withdrawn_on: date | None) -> str:
    found = cells.text("withdrawn_why")
    if found and withdrawn_on is None and not cells.text("withdrawn_on"):
        cells.wrong("withdrawn_why", sentence("a reason without the day of the withdrawal"))
    return found


def _evidence(cells: Cells) -> Evidence | None:
    under = cells.row.rows.get("evidence", ())
    if len(under) > 1:
        cells.wrong("evidence", sentence("one piece of evidence stands here, not a list"))
    row = under[0] if under else cells.row.part("evidence_", EVIDENCE.text)
    if not row.cells:
        return None
    inner = Cells(row, cells.problems)
    found = Evidence(
        inner.required("kind"),
        inner.required("shows"),
        inner.text("place"),
        inner.text("place_certainty"),
    )
    cells.ok = cells.ok and inner.ok
    return found


def _parts(cells: Cells) -> tuple[Partition, ...]:
    """The partitions; in a table `category!: pow=270; civilian=120 | sex: men=3; women=1`."""
    found: list[Partition] = []
    rows = cells.row.rows.get("parts", ())
    for row in rows:
        inner = Cells(row, cells.problems)
        complete = inner.flag("complete")
        if inner.required("by") and not row.tables.get("parts"):
            inner.wrong("parts", sentence("a division names its parts"))
        found.append(_partition(inner, inner.text("by"), complete, row.tables.get("parts", {})))
        cells.ok = cells.ok and inner.ok
    text = "" if rows else cells.text("parts")
    for piece in text.split("|") if text else ():
        head, colon, tail = piece.partition(":")
        pairs = [part.partition("=") for part in tail.split(";")]
        if not colon or not all(equals for _, equals, _ in pairs):
            cells.wrong(
                "parts", sentence("write parts as “category!: pow=270; civilian=120 | sex: men=3”")
            )
            return ()
        by, complete = head.strip(), head.rstrip().endswith("!")
        parts = {name.strip(): words.strip() for name, _, words in pairs}
        if len(parts) < len(pairs):
            cells.wrong("parts", sentence("a part stands twice"))
        found.append(_partition(cells, by.rstrip("! "), complete, parts))
    return tuple(found)


def _partition(cells: Cells, by: str, complete: bool, parts: Mapping[str, str]) -> Partition:
    read: list[tuple[str, Interval]] = []
    for raw_name, words in parts.items():
        name = raw_name.strip()
        if not name.isprintable() or PART_SEPARATORS & {*name, *by} or not (name and by):
            cells.wrong(
                "parts",
                sentence(
                    "“{by}: {name}”: names without ; = | : and !", by=shown(by), name=shown(name)
                ),
            )
            continue
        quantity = cells.read_quantity("parts", " ".join(words.split()))
        if quantity is not None and quantity.interval is None:
            cells.wrong("parts", sentence("the part “{name}” needs a number", name=shown(name)))
        elif quantity is not None and quantity.interval is not None:
            read.append((name, quantity.interval))
    return Partition(by, tuple(read), complete)
