"""What changes the record: taking in a file of statements, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from repatria.base.errors import InputError, Problem
from repatria.base.messages import sentence
from repatria.base.progress import Progress, silent
from repatria.desks.record import changes, models, store
from repatria.desks.record.embargo import without_embargoed
from repatria.desks.record.held import known
from repatria.desks.record.touched import Touched, affected, touched_by
from repatria.desks.record.verdicts import (
    Shelf,
    batches,
    rebuild_all_talks,
    rebuild_exchanges,
    rebuild_talks,
)
from repatria.desks.record.verdicts_sums import (
    Sides,
    rebuild_ordinals,
    rebuild_readings,
    rebuild_sums,
    sides_of,
    totals_between,
)
from repatria.desks.router import PUBLIC
from repatria.formats.claim_json import claim_digest
from repatria.formats.statements import Incoming, read_statements
from repatria.statements.claim import Claim
from repatria.statements.record import Judgement
from repatria.statements.vocabulary import ClaimKind

# Above this share of all exchanges, computing everything anew is the shorter way.
_MOST_TOUCHED = 0.3
_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Receipt:
    """What taking in a file came to."""

    file: str
    digest: str
    new: int
    held: int
    """Statements that were there already, to the letter."""
    withdrawn: int
    defined: int
    """Parties, speakers, sources, agreements and exchanges that are new."""
    embargoed: int
    """Statements that were left out until their embargo ends."""
    next_due: date | None
    """When the first of these embargoes ends."""


def import_file(
    path: Path, *, today: date, dry_run: bool = False, progress: Progress = silent
) -> Receipt:
    """Read a file and take it in. Raises `InputError`, and then nothing has changed."""
    size = path.stat().st_size if path.is_file() else 0
    incoming = read_statements(path, known(size), today=today)
    return take_in(incoming, path.name, today=today, dry_run=dry_run, progress=progress)


def take_in(
    incoming: Incoming,
    file: str,
    *,
    today: date | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Receipt:
    """Store what is new in a file and compute what it touches, in one transaction.

    What is under an embargo on that day is left out: whoever can read this store may read all of
    it. Taken in again after its end, the file brings it.

    A statement that is held already is left as it is; one that differs from what is held under the
    same id is refused, but for a withdrawal that it adds: nothing is overwritten.
    """
    incoming, embargoed = without_embargoed(incoming, today or date.today())
    new, withdrawn, held = _sort_out(incoming, file)
    receipt = Receipt(
        file,
        incoming.digest,
        len(new),
        held,
        len(withdrawn),
        _count_definitions(incoming),
        len(embargoed),
        min((claim.known_from for claim in embargoed), default=None),
    )
    incoming = replace(incoming, judgements=_new_judgements(incoming))
    if dry_run or not (new or withdrawn or receipt.defined or incoming.judgements):
        return receipt
    with transaction.atomic(using=PUBLIC):
        before = changes.findings_held()
        _store(incoming, new, withdrawn, progress)
        _compute(touched_by(incoming, new, withdrawn), progress)
        changes.note(new, withdrawn, before, timezone.now())
        models.Intake.objects.create(
            file=file,
            digest=incoming.digest,
            title=incoming.title,
            notes=list(incoming.notes),
            claims_new=len(new),
            claims_held=held,
        )
    return receipt


def rebuild(progress: Progress = silent) -> None:
    """Compute every verdict anew from the statements."""
    with transaction.atomic(using=PUBLIC):
        before = changes.findings_held()
        _compute_all(progress)
        changes.note((), (), before, timezone.now())


def _sort_out(incoming: Incoming, file: str) -> tuple[list[Claim], list[Claim], int]:
    """The statements that are new, those that are withdrawn now, and how many are held already."""
    digests: dict[str, str] = {}
    for batch in batches((claim.id for claim in incoming.claims), _ROWS):
        rows = models.Claim.objects.filter(code__in=batch).values_list("code", "digest")
        digests.update(rows)
    new, withdrawn, problems, held = [], [], [], 0
    for claim in incoming.claims:
        old = digests.get(claim.id)
        if old is None:
            new.append(claim)
        elif old == claim_digest(claim):
            held += 1
        elif old == claim_digest(replace(claim, withdrawn_on=None, withdrawn_why="")):
            withdrawn.append(claim)
        else:
            message = sentence(
                "{id} is held with other content, and nothing is overwritten; give the correction "
                "a new id and name this one in “supersedes”",
                id=claim.id,
            )
            problems.append(Problem(file, None, "id", message))
    if problems:
        raise InputError(problems[:50])
    return new, withdrawn, held


def _new_judgements(incoming: Incoming) -> tuple[Judgement, ...]:
    held = store.judgements() if incoming.judgements else []
    return tuple(one for one in incoming.judgements if one not in held)


def _count_definitions(incoming: Incoming) -> int:
    return sum(len(_unheld(model, rows)) for model, rows in _definitions(incoming))


def _definitions(incoming: Incoming) -> list[tuple[type[Model], list[Model]]]:
    order = models.Party.objects.count()
    parties = [store.party_row(p, order + index) for index, p in enumerate(incoming.parties)]
    return [
        (models.Party, [*parties]),
        (models.Speaker, [store.speaker_row(item) for item in incoming.speakers]),
        (models.Source, [store.source_row(item) for item in incoming.sources]),
        (models.Agreement, [store.agreement_row(item) for item in incoming.agreements]),
        (models.Exchange, [store.exchange_row(item) for item in incoming.exchanges]),
    ]


def _unheld(model: type[Model], rows: Sequence[Model]) -> list[Model]:
    held: set[object] = set()
    for batch in batches((row.pk for row in rows), _ROWS):
        held.update(model._default_manager.filter(pk__in=batch).values_list("pk", flat=True))
    return [row for row in rows if row.pk not in held]


def _store(
    incoming: Incoming, new: list[Claim], withdrawn: list[Claim], progress: Progress
) -> None:
    for model, definitions in _definitions(incoming):
        model._default_manager.bulk_create(_unheld(model, definitions), batch_size=_ROWS)
    done = 0
    for batch in batches(new, _ROWS):
        progress(done, len(new), "storing")
        models.Claim.objects.bulk_create([store.claim_row(claim) for claim in batch])
        done += len(batch)
    progress(len(new), len(new), "storing")
    _date_sources(new)
    if withdrawn:
        models.Claim.objects.bulk_update(
            [store.claim_row(claim) for claim in withdrawn], ["data", "digest"]
        )
    models.Judgement.objects.bulk_create(map(store.judgement_row, incoming.judgements))


def _date_sources(claims: list[Claim]) -> None:
    """Note for each source from which day on it is known."""
    first: dict[str, date] = {}
    for claim in claims:
        key = claim.source.key
        first[key] = min(first.get(key, date.max), claim.known_from)
    for batch in batches(first, _ROWS):
        rows = models.Source.objects.filter(pk__in=batch).only("known_from")
        later = [row for row in rows if row.known_from is None or first[row.pk] < row.known_from]
        for row in later:
            row.known_from = first[row.pk]
        models.Source.objects.bulk_update(later, ["known_from"], batch_size=500)


def _compute(touched: Touched, progress: Progress) -> None:
    exchanges = models.Exchange.objects.count()
    if len(touched.exchanges) > max(_MOST_TOUCHED * exchanges, 50):
        _compute_all(progress)
        return
    shelf = Shelf()
    newly_known = rebuild_exchanges(touched.exchanges, shelf, progress)
    rebuild_talks(touched.talks, shelf)
    if touched.readings:
        rebuild_readings()
    if _begins_anew(newly_known, touched.since):
        for sides in _all_sides():
            rebuild_sums(sides, totals_between(sides, shelf), shelf)
    else:
        legs = models.Leg.objects.filter(exchange__in=touched.exchanges)
        for giver, receiver, track, day in legs.values_list("giver", "receiver", "track", "day"):
            touched.legs.setdefault((giver, receiver, track), set()).add(day)
        changed = {sides_of(*key) for key in touched.legs} | touched.totals.keys()
        for sides in changed:
            totals = totals_between(sides, shelf)
            rebuild_sums(sides, totals, shelf, affected(sides, touched, totals), touched.since)
    which = Q(code__in=touched.ordinals)
    for day in newly_known:
        which |= Q(covers_first__lte=day, covers_last__gte=day)
    rebuild_ordinals(shelf, which)


def _begins_anew(days: Iterable[date], since: date) -> bool:
    """Whether one of these exchanges may be the first of the record on some day since then."""
    return any(
        not models.Exchange.objects.filter(day__lt=day, known_from__lte=since).exists()
        for day in days
    )


def _all_sides() -> set[Sides]:
    """Between whom totals are stated."""
    totals = models.Claim.objects.filter(kind=ClaimKind.TOTAL).order_by()
    pairs = totals.values_list("giver", "receiver", "track").distinct()
    return {sides_of(*pair) for pair in pairs}


def _compute_all(progress: Progress) -> None:
    shelf = Shelf()
    models.Finding.objects.all().delete()
    models.Check.objects.all().delete()
    models.LegState.objects.all().delete()
    codes = set(models.Exchange.objects.values_list("code", flat=True))
    rebuild_exchanges(codes, shelf, progress)
    progress(0, 0, "comparing")
    rebuild_all_talks(shelf)
    rebuild_readings()
    for sides in _all_sides():
        rebuild_sums(sides, totals_between(sides, shelf), shelf)
    rebuild_ordinals(shelf)
