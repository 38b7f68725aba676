"""The draw of a list: announced with both sides' commitments, opened by them once the register is
committed to, decided by a beacon on a later day. What is entered is checked, and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.exchanges.models import (
    Freeze,
    FreezeState,
    Lottery,
    LotteryOpening,
    PlannedList,
)
from repatria.desks.exchanges.models.agreements import LONGEST_WHY
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.registered import PLANNED
from repatria.desks.router import EXCHANGE
from repatria.planning.lottery import SIZE, Announced, Draw, Opening, commit

CLASSES = (FieldClass.PLANNING,)
_LONGEST_VALUE = 65535


def announce(
    of: PlannedList,
    by: User,
    commitments: Sequence[str],
    committed_on: date,
    reveal_by: date,
    beacon: str,
    beacon_round: str,
    beacon_day: date,
    *,
    session: str = "",
    synthetic: bool = False,
    today: date | None = None,
) -> Lottery:
    """Enter what was announced. Raises `Refused`, `ExchangeError` for digits or days that cannot
    be. `synthetic` and another day than today are the demonstration's alone."""
    _may(of, by)
    now = today or timezone.localdate()
    first, second = (_bytes(each, SIZE, SIZE).hex() for each in commitments)
    if first == second:
        raise ExchangeError(_("The sides' two commitments are the same."))
    if not committed_on <= reveal_by < beacon_day:
        raise ExchangeError(
            _("First the commitments, then the openings, and the beacon on a later day.")
        )
    if committed_on > now or reveal_by < now:
        raise ExchangeError(
            _("The commitments were made by today, and the sides can open after today.")
        )
    if not beacon.strip() or not beacon_round.strip():
        raise ExchangeError(_("Name the beacon and which of its values decides."))
    try:
        with transaction.atomic(using=EXCHANGE):
            made = Lottery.objects.create(
                of=of, first=first, second=second, committed_on=committed_on, reveal_by=reveal_by,
                beacon=beacon.strip(), beacon_round=beacon_round.strip(), beacon_day=beacon_day,
                synthetic=synthetic, entered_by=by,
            )  # fmt: skip
            _note(of, by, session, "announced", first + second)
    except IntegrityError:
        raise ExchangeError(_("A draw is announced for this list already.")) from None
    return made


def drop(lottery: Lottery, by: User, why: str, *, session: str = "") -> None:
    """Give a draw up before anything was committed to under it, or where no list could be made of
    it, with a reason. Raises `Refused`, `ExchangeError`."""
    _may(lottery.of, by)
    reason = why.strip()[:LONGEST_WHY]
    if not reason:
        raise ExchangeError(_("Say why; it stays with the draw."))
    with transaction.atomic(using=EXCHANGE):
        held = Lottery.objects.select_for_update(of=("self",)).get(pk=lottery.pk)
        freeze = getattr(held, "freeze", None)
        if freeze is not None and freeze.state != FreezeState.FAILED:
            raise ExchangeError(
                _("A list was committed to under this draw; another draw would be a second try.")
            )
        held.dropped_at, held.dropped_why = timezone.now(), reason
        held.save(update_fields=["dropped_at", "dropped_why"])
        _note(held.of, by, session, "dropped")


def open_side(
    lottery: Lottery,
    by: User,
    side: int,
    seed: str,
    salt: str,
    day: date,
    *,
    session: str = "",
    today: date | None = None,
) -> LotteryOpening:
    """Enter what a side showed, with the day on which it did. An opening after the last day stays,
    and counts as a refusal. One that is entered once the beacon has its value, whatever day it
    gives, could be entered or left out with the draw known: it is refused, and counts as one that
    was not made. Raises `Refused`, `ExchangeError` where it is not what the side committed to, or
    where nothing is committed to yet."""
    _may(lottery.of, by)
    now = today or timezone.localdate()
    _committed(lottery)
    seed_bytes, salt_bytes = _bytes(seed, SIZE, SIZE), _bytes(salt, SIZE, SIZE)
    if commit(seed_bytes, salt_bytes).hex() != (lottery.first, lottery.second)[side]:
        raise ExchangeError(
            _("This is not what the side committed to. Not opening counts as a refusal.")
        )
    if not lottery.committed_on <= day <= now:
        raise ExchangeError(_("A side opens after it committed, and not on a day to come."))
    if day <= lottery.reveal_by and now >= lottery.beacon_day:
        raise ExchangeError(
            _("The beacon's day has come. What was not entered before it counts as not opened: "
              "else whoever enters it could choose, with the value known. The draw stays as fair.")
        )  # fmt: skip
    try:
        with transaction.atomic(using=EXCHANGE):
            made = LotteryOpening.objects.create(
                of=lottery, side=side, seed=seed_bytes.hex(), salt=salt_bytes.hex(), day=day,
                entered_by=by,
            )  # fmt: skip
            _note(lottery.of, by, session, "opened", seed_bytes.hex())
    except IntegrityError:
        raise ExchangeError(_("This side has opened already.")) from None
    return made


def set_value(
    lottery: Lottery, by: User, value: str, *, session: str = "", today: date | None = None
) -> None:
    """Enter the beacon's value, once its day has come. Two people agree to it before a list is made
    of it; until then it can be entered anew. Raises `Refused`, `ExchangeError`."""
    _may(lottery.of, by)
    now = today or timezone.localdate()
    freeze = _committed(lottery)
    if now < lottery.beacon_day:
        raise ExchangeError(_("The beacon's day has not come yet."))
    told = _bytes(value, SIZE, _LONGEST_VALUE)
    with transaction.atomic(using=EXCHANGE):
        held = Lottery.objects.select_for_update(of=("self",)).get(pk=lottery.pk)
        freeze.refresh_from_db()
        if freeze.state != FreezeState.COMMITTED:
            raise ExchangeError(_("A list is made of the value that was entered."))
        held.value, held.value_by, held.value_at = told.hex(), by, timezone.now()
        held.save(update_fields=["value", "value_by", "value_at"])
        _note(held.of, by, session, "value", told.hex())
    lottery.refresh_from_db()


def announced_of(lottery: Lottery) -> Announced:
    """The announcement as the engine takes it."""
    return Announced(
        (bytes.fromhex(lottery.first), bytes.fromhex(lottery.second)),
        lottery.committed_on,
        lottery.reveal_by,
        lottery.beacon,
        lottery.beacon_round,
        lottery.beacon_day,
    )


def draw_of(lottery: Lottery) -> Draw:
    """The draw. Raises `ExchangeError` while the beacon's value is not entered."""
    if not lottery.value:
        raise ExchangeError(_("The beacon's value is not entered yet."))
    held = {each.side: each for each in lottery.openings.all()}
    one, two = (_opening(held.get(side)) for side in (0, 1))
    return Draw(announced_of(lottery), (one, two), bytes.fromhex(lottery.value))


def _opening(row: LotteryOpening | None) -> Opening | None:
    if row is None:
        return None
    return Opening(bytes.fromhex(row.seed), bytes.fromhex(row.salt), row.day)


def _may(of: PlannedList, by: User) -> None:
    require(by, Action.ENTER, FieldClass.PLANNING)
    require_own(of, by)


def _committed(lottery: Lottery) -> Freeze:
    found = Freeze.objects.filter(lottery=lottery).first()
    if found is None:
        raise ExchangeError(
            _("Nothing is committed to yet: the register comes first, the draw after it.")
        )
    return found


def _bytes(text: str, least: int, most: int) -> bytes:
    try:
        told = bytes.fromhex("".join(text.split()))
    except ValueError:
        raise ExchangeError(_("These are no hexadecimal digits.")) from None
    if not least <= len(told) <= most:
        raise ExchangeError(
            _("%(least)s bytes are needed at least: %(digits)s hexadecimal digits.")
            % {"least": least, "digits": 2 * least}
        )
    return told


def _note(of: PlannedList, by: User, session: str, kind: str, digest: str = "") -> None:
    note(by, Action.ENTER, PLANNED, of.code, session=session, field_classes=CLASSES,
         detail={"kind": kind, "digest": digest[:128]})  # fmt: skip
