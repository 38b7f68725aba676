"""Many rows of the access log at once: what one act did to each of many records.

Whoever takes a file with a thousand names has read a thousand records, and whoever is on it can ask
who did. Row by row as `services.note` writes them, in one transaction of the caller's choosing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from repatria.base.canonical import canonical_bytes
from repatria.desks.accounts.access import chain
from repatria.desks.accounts.access.acts import TAKING, Purpose, restricted
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.access.services import PurposeNeeded, wait_for_the_end
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.router import EXCHANGE


def note_many(
    actor: User,
    action: str,
    subject_type: str,
    subjects: Sequence[str],
    *,
    purpose: str,
    session: str = "",
    field_classes: Iterable[FieldClass] = (),
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Append a row for each of these subjects, which are codes. Raises what `note` raises.

    Nobody else appends until the transaction ends: some hundreds at a time, so that pages are not
    kept waiting.
    """
    classes = " ".join(sorted(set(field_classes)))
    if action in TAKING and not purpose and restricted(classes.split()):
        raise PurposeNeeded
    told = canonical_bytes(dict(detail or {})).decode()
    with transaction.atomic(EXCHANGE):
        wait_for_the_end(flush=True)
        last = Trace.objects.order_by("-sequence").values_list("sequence", "digest").first()
        number, previous = last or (0, chain.START)
        rows = []
        for subject in subjects:
            number += 1
            row = Trace(
                sequence=number,
                at=timezone.now(),
                actor=actor.code,
                roles=" ".join(sorted(actor.roles)),
                party=actor.party_id,
                session=session,
                action=action,
                subject_type=subject_type,
                subject=subject,
                field_classes=classes,
                purpose=Purpose(purpose).value if purpose else "",
                detail=told,
                previous=previous,
            )
            previous = row.digest = chain.row_digest(row)
            rows.append(row)
        Trace.objects.bulk_create(rows, batch_size=200)
