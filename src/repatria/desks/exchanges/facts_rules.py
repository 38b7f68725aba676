"""What each kind of statement comes to for a plan: a rule a fact. Pure.

Sources that disagree are never averaged and never guessed at: the register's own rule chooses, a
person's choice goes before it, and what cannot be taken as it stands is named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from repatria.desks.people import timeline
from repatria.desks.people.choosing import Chosen
from repatria.desks.people.health import run_out
from repatria.desks.people.shown import Word, events
from repatria.desks.people.timeline import Contradicts
from repatria.desks.people.values import plain_text, same_place, span_of
from repatria.planning.facts import Consent, Held, Medical

REPATRIATED = frozenset({"incurable", "over_a_year", "diminished"})
"""Article 110, first paragraph: those whom article 109 returns directly. The second paragraph's are
taken to a neutral country, which is another thing."""
_PROVES = frozenset({"visit", "list"})
"""Proofs of life that confirm captivity: a neutral body's visit, and the holder's own list."""
OTHER_HOLDER = "?"
"""A named holder that is neither side: an agreement of the two does not bind them."""
_UNSETTLED = frozenset(
    {
        Contradicts.ALIVE_AFTER_DEAD,
        Contradicts.ALIVE_AFTER_IDENTIFIED,
        Contradicts.CAPTIVE_AFTER_RETURN,
    }
)
"""Contradictions on whether somebody is there to be returned at all."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the words are read with."""

    sides: tuple[str, str]
    called: Mapping[str, str]
    """What the register calls a side, in plain text, → the side."""
    senders: Mapping[str, str]
    """`sender:<code>` → the side whose lists those are."""
    on: date
    """The day of the round."""
    camp: Callable[[str], str]
    """A place of captivity → a code that tells nothing."""
    unstated_side: str = ""


@dataclass(slots=True)
class Told:
    """All that is said of one person, while it is read: what cannot be taken is named here."""

    context: Context
    words: list[Word]
    picked: Mapping[str, int]
    named: list[str] = field(default_factory=list)

    def of(self, *keys: str) -> list[Word]:
        return [each for each in self.words if each.field in keys]


def side_of(told: Told, chosen: Mapping[str, Chosen]) -> str:
    """To which side somebody returns: that of the power on which they are stated to depend; ""
    where it is none of the two."""
    if "power" not in chosen:
        told.named.append("side_not_stated")
        return told.context.unstated_side
    side = told.context.called.get(plain_text(chosen["power"].said.value), "")
    if not side:
        told.named.append("side_unknown")
    return side


def _newest_by_root(words: Sequence[Word]) -> list[Word]:
    """Of each source's knowledge its newest word, the newest of all first."""
    newest: dict[str, Word] = {}
    for each in sorted(words, key=_recent):
        newest[each.root] = each
    return sorted(newest.values(), key=_recent, reverse=True)


def _recent(word: Word) -> tuple[str, str, int]:
    return (word.on or word.said_on, word.said_on, word.entered)


def holders_of(told: Told) -> list[str]:
    """Whom sources name as the holder, the newest word first, each once; a choice that a person
    made settles it. Whoever denies holding somebody is not named so."""
    named = []
    for word in told.of("held_by", "state"):
        if word.field == "state" and word.read not in timeline.CAPTIVE:
            continue
        holder = word.value if word.field == "held_by" else word.holder
        if not holder and word.field == "state":
            holder = told.context.senders.get(word.root, "")
        if holder:
            called = told.context.called.get(plain_text(holder), OTHER_HOLDER)
            named.append((word, called))
    if (picked := told.picked.get("held_by")) is not None:
        for word, called in named:
            if word.key == picked:
                return [called]
    by_key = {word.key: called for word, called in named}
    newest = _newest_by_root([word for word, _called in named])
    return list(dict.fromkeys(by_key[word.key] for word in newest))


def held_of(told: Told, holder: str) -> Held:
    """How well it is known that somebody is held: the last that is said of what became of them. Who
    is named by the holding side's own list, or was visited, is confirmed."""
    picked = told.picked.get("state")
    happened = [each for each in events(told.words) if each.what != timeline.PLACE]
    line = timeline.timeline(happened, same_place)
    chosen = next((each for each in line.events if each.key == picked), None)
    contradicted = any(each.sure and each.what in _UNSETTLED for each in line.contradictions)
    if chosen is None and contradicted:
        told.named.append("state_contradicted")
        return Held.UNKNOWN
    last = chosen or next(
        (each for each in reversed(line.events) if each.what not in (timeline.LIFE,)), None
    )
    what = last.what if last is not None else ""
    if what in _HELD:
        return _HELD[what]
    if what not in ("reported_captive", "transferred"):
        return Held.UNKNOWN
    own = any(
        told.context.senders.get(word.root) == holder != ""
        for word in told.of("state")
        if word.read in timeline.CAPTIVE
    )
    proved = any(word.read in _PROVES for word in told.of("life"))
    return Held.CONFIRMED if own or proved else Held.WITNESS


_HELD = {
    "captive": Held.CONFIRMED, "returned": Held.RETURNED, "dead": Held.DEAD,
    "identified": Held.DEAD, "denied": Held.DENIED,
}  # fmt: skip


def days_of(told: Told, chosen: Mapping[str, Chosen]) -> tuple[date | None, date | None]:
    """Born and captured. Of two days that cannot both be right neither is taken."""
    born = _day(told, chosen, "birth", "born")
    captured = _day(told, chosen, "captured_on", "captured")
    if captured is not None and captured > told.context.on:
        told.named.append("captured_to_come")
        captured = None
    if born is not None and captured is not None and born > captured:
        told.named.append("born_after_capture")
        return None, None
    return born, captured


def _day(told: Told, chosen: Mapping[str, Chosen], key: str, name: str) -> date | None:
    if key not in chosen:
        return None
    found = chosen[key]
    if found.disagree:
        told.named.append(f"{name}_disputed")
    span = span_of(found.said.read)
    if span is None or span[0] != span[1]:
        told.named.append(f"{name}_unclear")
        return None
    return span[0]


def medical_of(told: Told) -> tuple[Medical, bool, list[tuple[Medical, bool]]]:
    """The category, whether a commission decided it and it holds still, and how else it can be
    read: another examiner's newest word that leads elsewhere."""
    words = _newest_by_root(told.of("health"))
    wounded = any(each.read == "seriously_wounded" for each in words)
    decided = _newest_by_root([each for each in told.of("medical_110") if each.read])
    if (picked := told.picked.get("medical_110")) is not None:
        decided = [each for each in decided if each.key == picked] or decided
    if not decided:
        return (Medical.SERIOUSLY_WOUNDED if wounded else Medical.NONE), False, []
    ways = [_category(each, wounded, told.context.on) for each in decided]
    if decided[0].read in REPATRIATED and not ways[0][1]:
        told.named.append("category_ran_out")
    others = [way for way in dict.fromkeys(ways[1:]) if way != ways[0]]
    return *ways[0], others


def _category(word: Word, wounded: bool, on: date) -> tuple[Medical, bool]:
    if word.read not in REPATRIATED:
        return Medical.NONE, False
    kind = Medical.SERIOUSLY_WOUNDED if wounded else Medical.GRAVELY_ILL
    return kind, not run_out(word.until, on)


def consent_of(told: Told) -> Consent:
    """The newest answer. Who takes consent back does not return against their will."""
    answers = [each for each in told.of("wish_return") if each.read != "not_asked"]
    if not answers:
        return Consent.NOT_ASKED
    newest = max(answers, key=_recent)
    return Consent.GIVEN if newest.read == "given" else Consent.REFUSED


def place_of(told: Told) -> str:
    """Where somebody is held, the newest word or the chosen one; "" where nobody says."""
    places = told.of("held_at")
    if (picked := told.picked.get("held_at")) is not None:
        places = [each for each in places if each.key == picked] or places
    return plain_text(max(places, key=_recent).value) if places else ""
