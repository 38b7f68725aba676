"""What writes the access log. One row at a time, in the caller's transaction.

Writers queue for the end of the chain and hold it until they commit, so a transaction that does
more notes last. Whoever cannot be noted is not shown anything: an error here is one of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connections, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base.canonical import canonical_bytes
from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.access import chain, guards, subjects
from repatria.desks.accounts.access.acts import REFUSED, TAKING, Purpose, restricted
from repatria.desks.accounts.access.models import LONGEST_NAME, LONGEST_SUBJECT, Trace
from repatria.desks.accounts.access.terms import term_digests
from repatria.desks.accounts.asking import Refused, Somebody
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.router import EXCHANGE

PURPOSE = "accounts.purpose"
"""Where a session remembers what somebody looks for."""
MOST_FOUND = 50
LONGEST_DETAIL = 500


class PurposeNeeded(RepatriaError):
    """Restricted fields are shown to nobody who has not said what for."""

    def __init__(self) -> None:
        super().__init__(_("Say first what you need this for."))


def note(
    actor: Somebody | None,
    action: str,
    subject_type: str,
    subject: str | int = "",
    *,
    purpose: str = "",
    session: str = "",
    field_classes: Iterable[FieldClass] = (),
    detail: Mapping[str, Any] | None = None,
) -> Trace:
    """Append one row to the access log and give it back.

    `detail` holds codes and counts, never names or text that somebody typed; no floats. Raises
    `PurposeNeeded` where restricted classes of field are taken without a purpose, ValueError for a
    purpose that is not on the list.
    """
    classes = " ".join(sorted(set(field_classes)))
    if action in TAKING and not purpose and restricted(classes.split()):
        raise PurposeNeeded
    person = actor if isinstance(actor, User) else None
    row = Trace(
        at=timezone.now(),
        actor=person.code if person else "",
        roles=" ".join(sorted(person.roles)) if person else "",
        party=person.party_id if person else "",
        session=_plain(session, 64),
        action=_plain(action, LONGEST_NAME),
        subject_type=_plain(subject_type, LONGEST_NAME),
        subject=_plain(str(subject), LONGEST_SUBJECT),
        field_classes=classes,
        purpose=Purpose(purpose).value if purpose else "",
        detail=canonical_bytes(_sound(detail or {})).decode(),
    )
    alone = not connections[EXCHANGE].in_atomic_block
    with transaction.atomic(EXCHANGE):
        wait_for_the_end(flush=not alone)
        last = Trace.objects.order_by("-sequence").values_list("sequence", "digest").first()
        number, row.previous = last or (0, chain.START)
        row.sequence = number + 1
        row.digest = chain.row_digest(row)
        row.save(force_insert=True)
    return row


def note_request(
    request: HttpRequest,
    action: str,
    subject_type: str,
    subject: str | int = "",
    *,
    field_classes: Iterable[FieldClass] = (),
    detail: Mapping[str, Any] | None = None,
) -> Trace:
    """The same for what a request does: who, in which session or with which token, and what for are
    taken from it."""
    token = getattr(request, "api_token", None)
    return note(
        request.user,
        action,
        subject_type,
        subject,
        purpose=purpose_of(request),
        session=f"token:{token.code}" if token is not None else sessions.name_of(request),
        field_classes=field_classes,
        detail=detail,
    )


def note_search(
    request: HttpRequest,
    subject_type: str,
    query: str,
    found: Iterable[str],
    *,
    field_classes: Iterable[FieldClass],
    count: int | None = None,
) -> Trace:
    """A search and what it showed: `found` are the codes on the page, `count` how many there are in
    all. The words are kept as digests (`terms`)."""
    codes = [str(code) for code in found]
    detail = {
        "terms": term_digests(query),
        "found": codes[:MOST_FOUND],
        "count": len(codes) if count is None else count,
    }
    return note_request(
        request, Action.SEARCH, subject_type, field_classes=field_classes, detail=detail
    )


def note_refused(
    request: HttpRequest, error: Exception, subject: tuple[str, str] | None = None, **more: Any
) -> Trace:
    """That somebody tried what was refused: `error` is a `Refused`, or any other refusal.

    `subject` is what they tried it on (kind, code), where that is known to be there. Else
    `error.subject` may say what they asked for; where no such thing is known, it may be a name that
    somebody typed into an address, and only its digest is kept. `more` joins the detail.
    """
    match = request.resolver_match
    page = match.view_name if match else ""
    detail: dict[str, Any] = {"page": page, "method": request.method, **more}
    classes: tuple[FieldClass, ...] = ()
    if isinstance(error, Refused):
        detail["wanted"] = error.action.value
        classes = (error.field_class,)
    asked: tuple[str, str] | None = getattr(error, "subject", None)
    if subject is None and asked is not None:
        if subjects.held(*asked):
            subject = asked
        else:
            detail["terms"] = term_digests(" ".join(asked))
    of, which = subject or ("page", page)
    return note_request(request, REFUSED, of, which, field_classes=classes, detail=detail)


def purpose_of(request: HttpRequest) -> str:
    """What the person of this request looks for: as the address says (`purpose=`), else as the
    session remembers; empty where neither does."""
    given = request.GET.get("purpose", "")
    if given not in Purpose.values:
        session = getattr(request, "session", None)
        given = session.get(PURPOSE, "") if session is not None else ""
    return given if given in Purpose.values else ""


def remember_purpose(request: HttpRequest, purpose: Purpose) -> None:
    """Keep for this session what somebody looks for, and note that they said so."""
    note_request(request, "purpose", "session", detail={"purpose": purpose.value})
    request.session[PURPOSE] = purpose.value


def wait_for_the_end(*, flush: bool) -> None:
    """Until this transaction ends nobody else appends. On SQLite whoever writes is alone anyway:
    its transactions begin IMMEDIATE.

    A row that stands alone, as that of a read does, need not be on the disk before the page goes
    out: a failure of power may lose the last half second of reads, as in SQLite's usual mode.
    """
    connection = connections[EXCHANGE]
    if connection.vendor == "postgresql":
        unflushed = "" if flush else "set_config('synchronous_commit', 'off', true), "
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {unflushed}pg_advisory_xact_lock(%s)", [guards.LOCK])


def _plain(text: str, longest: int) -> str:
    """Text that every store takes as it is: what is noted must never fail for what it is about."""
    sound = text.encode("utf-8", "replace").decode().replace("\x00", "\N{REPLACEMENT CHARACTER}")
    return sound[:longest]


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return _plain(value, LONGEST_DETAIL)
    if isinstance(value, Mapping):
        return {str(key): _sound(item) for key, item in value.items()}
    return [_sound(item) for item in value] if isinstance(value, (list, tuple)) else value
