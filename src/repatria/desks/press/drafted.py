"""What the rules read in a document as the fields of a form, with guesses at who and where.

A guess is only taken where there is one candidate; the person sees it in the form like all else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from repatria.formats.statements import Known
from repatria.statements.claim import Speaker
from repatria.statements.drafting import Draft, Said
from repatria.statements.quantity import Kind
from repatria.statements.record import Exchange
from repatria.statements.vocabulary import TRACK, ClaimKind, Per, Voice


def fields_of_draft(
    draft: Draft, known: Known, published: str, near: Iterable[Exchange]
) -> dict[str, str]:
    """The fields of a draft. `published` is the document's day, `near` the exchanges around it."""
    covers = draft.covers
    found = {
        "kind": draft.kind.value,
        "quantity": "" if draft.quantity.kind is Kind.NOT_STATED else str(draft.quantity),
        "unit": draft.unit.value,
        "category": draft.category.value,
        "giver": draft.giver,
        "receiver": draft.receiver,
        "both": "true" if draft.both else "",
        "per": draft.per.value if draft.per is Per.TOTAL else "",
        "said_on": draft.said_on.isoformat() if draft.said_on else published,
        "silent": "; ".join(draft.silent),
        "relay": "true" if draft.relay else "",
        "covers": str(covers) if covers is not None and draft.kind is ClaimKind.TOTAL else "",
        "exchange": _exchange(draft, near),
    }
    found |= _speaker(draft.said, known.speakers)
    return {name: text for name, text in found.items() if text}


def place_of(draft: Draft) -> str:
    """Where a draft stands in the text and what kind it is: its name among those of the text."""
    return f"{draft.figure.start}-{draft.figure.end}-{draft.kind.value}-{draft.giver}"[:60]


def _exchange(draft: Draft, near: Iterable[Exchange]) -> str:
    """The only exchange of the draft's day and track."""
    if draft.kind is ClaimKind.TOTAL:
        return ""
    day = _day(draft)
    track = TRACK[draft.category]
    codes = [one.code for one in near if one.date.first == day and one.track is track]
    return codes[0] if len(codes) == 1 else ""


def _day(draft: Draft) -> date | None:
    covers = draft.covers
    if covers is None:
        return draft.said_on
    return covers.first if covers.first == covers.last else None


def _speaker(said: Said, speakers: Mapping[str, Speaker]) -> dict[str, str]:
    """The speaker whose name the text's words are of; else what is known, for a new one."""
    words = " ".join(said.words.casefold().split())
    held = [
        one.code
        for one in speakers.values()
        if one.voice is said.voice and one.party == said.party and _named(words, one)
    ]
    if len(held) == 1:
        return {"speaker": held[0]}
    alone = [one.code for one in speakers.values() if one.voice is said.voice is Voice.MEDIA]
    if said.voice is Voice.MEDIA and len(alone) == 1:
        return {"speaker": alone[0]}
    if not said.words:
        return {}
    new = {"speaker_name": said.words, "speaker_voice": said.voice.value}
    return {**new, **({"speaker_party": said.party} if said.party else {})}


def _named(words: str, speaker: Speaker) -> bool:
    """Whether the text's words and one of the speaker's names share their weight: every long word
    of the shorter begins alike in the other (cases change the ends of words)."""
    stems = {word[:5] for word in _long(words)}
    if not stems:
        return False
    for name in (speaker.name, speaker.office, *(name for _, name in speaker.names)):
        own = {word[:5] for word in _long(name.casefold())}
        if own and (stems <= own or (len(own) > 1 and own <= stems)):
            return True
    return False


def _long(text: str) -> list[str]:
    return [word.strip(",.«»“”\"'()") for word in text.split() if len(word) > 3]
