"""What a claim's form must say to be one: the rules of the statements format in the reader's
language, each at the field that it is about. The format's own reader has the last word
(`building`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from repatria.base.dates import PartialDate, partial_date, period
from repatria.base.errors import ValueProblem
from repatria.desks.press.claim_fields import Fields, exchange_code, speaker_code, track_of
from repatria.desks.press.queries import held
from repatria.formats.statements import Known
from repatria.statements.quantity import Quantity
from repatria.statements.vocabulary import ClaimKind, Voice
from repatria.statements.words import read_quantity

Wrong = tuple[str, str]


def wrong_fields(fields: Fields, known: Known, today: date) -> Iterator[Wrong]:
    """Fields and what is wrong with them."""
    yield from _quantity(fields)
    yield from _direction(fields)
    yield from _speaker(fields)
    yield from _exchange(fields, known)
    yield from _dates(fields, today)
    yield from _supersedes(fields)


def _quantity(fields: Fields) -> Iterator[Wrong]:
    text = fields.get("quantity", "")
    read: Quantity | None = None
    if text:
        try:
            read = read_quantity(text)
        except ValueProblem:
            yield "quantity", _("Write a number, or words for one: “more than 70”, “none”.")
    kind = fields.get("kind")
    if kind == ClaimKind.NON_STATEMENT and read is not None and read.interval is not None:
        yield "quantity", _("Who gave no number is quoted without one: leave this empty.")
    elif kind in (ClaimKind.COUNT, ClaimKind.TOTAL) and not text:
        yield "quantity", _("Say how many, or “not stated”.")


def _direction(fields: Fields) -> Iterator[Wrong]:
    giver, receiver = fields.get("giver", ""), fields.get("receiver", "")
    if giver and giver == receiver:
        yield "receiver", _("From and to are the same party.")
    elif bool(giver) != bool(receiver):
        missing = "receiver" if giver else "giver"
        yield missing, _("A direction has two ends: name both, or none.")
    elif fields.get("both") and not giver:
        yield "both", _("Name the two parties, in either order.")


def _speaker(fields: Fields) -> Iterator[Wrong]:
    if fields.get("speaker"):
        return
    if not fields.get("speaker_name"):
        yield "speaker", _("Choose who said it, or name a new speaker.")
        return
    voice = fields.get("speaker_voice")
    if not voice:
        yield "speaker_voice", _("Say as whom the new speaker speaks.")
    elif voice == Voice.PARTY and not fields.get("speaker_party"):
        yield "speaker_party", _("Who speaks as a party belongs to one.")


def _exchange(fields: Fields, known: Known) -> Iterator[Wrong]:
    day = fields.get("exchange_day", "")
    if fields.get("exchange") or not day:
        return
    if not fields.get("exchange_title"):
        yield "exchange_title", _("Give the new exchange a name.")
    if _partial(day) is None:
        yield "exchange_day", _("Write the day as YYYY-MM-DD, or only YYYY-MM or YYYY.")
    elif exchange_code(day, track_of(fields)) in known.exchanges:
        yield "exchange", _("An exchange of this day is held already: choose it here.")


def _dates(fields: Fields, today: date) -> Iterator[Wrong]:
    wrong = _("Write the day as YYYY-MM-DD, or only YYYY-MM or YYYY.")
    said = _partial(fields.get("said_on", ""))
    if not fields.get("said_on"):
        yield "said_on", _("Say when it was said.")
    elif said is None:
        yield "said_on", wrong
    elif said.first > today:
        yield "said_on", _("This day has not come yet.")
    if fields.get("as_of") and _partial(fields["as_of"]) is None:
        yield "as_of", wrong
    embargo = fields.get("embargo_until", "")
    until = _partial(embargo)
    if embargo and (until is None or not until.precise):
        yield "embargo_until", _("Write the day as YYYY-MM-DD.")
    if fields.get("covers"):
        try:
            period(fields["covers"])
        except ValueProblem:
            yield "covers", _("Write a day or a period: YYYY-MM-DD..YYYY-MM-DD.")
    elif fields.get("kind") == ClaimKind.TOTAL:
        yield "covers", _("Say for which period the total is.")


def _supersedes(fields: Fields) -> Iterator[Wrong]:
    code = fields.get("supersedes", "")
    if not code:
        return
    old = held.claim(code)
    if old is None:
        yield "supersedes", _("No published claim has this id.")
        return
    if _code(fields) != old.speaker.code:
        yield (
            "supersedes",
            _(
                "Only the same speaker’s word takes the place of an earlier one. "
                "Two speakers who differ stand side by side."
            ),
        )


def _code(fields: Fields) -> str:
    name = fields.get("speaker_name", "")
    return fields.get("speaker") or speaker_code(name, fields.get("speaker_party", ""))


def _partial(text: str) -> PartialDate | None:
    try:
        return partial_date(text) if text else None
    except ValueProblem:
        return None
