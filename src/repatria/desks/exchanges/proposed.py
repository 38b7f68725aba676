"""The desk's kinds of proposals: a version is committed to, a list is made of the draw, it is
put to a holder, what was answered is turned, and a round is declared over. That it was done stays,
whatever follows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repatria.desks.accounts.proposals import registry
from repatria.desks.accounts.proposals.registry import ProposalKind
from repatria.desks.accounts.rights import FieldClass


def register() -> None:
    from repatria.desks.exchanges.services import backs, committing, freezing, offers, overs

    kinds = (
        (committing, gettext_lazy("Commit to a list before its draw"), describe_commitment,
         "exchanges:list", True),
        (freezing, gettext_lazy("Freeze a list by its draw"), describe_draw,
         "exchanges:frozen", True),
        (offers, gettext_lazy("Put a list to its holder"), describe_offer,
         "exchanges:offers", True),
        (backs, gettext_lazy("Take answers or an offer back, or keep late answers as in time"),
         describe_back, "exchanges:offers", False),
        (overs, gettext_lazy("Declare a round over"), describe_over,
         "exchanges:offers", True),
    )  # fmt: skip
    for of, words, describe, page, fresh in kinds:
        registry.register(
            ProposalKind(
                name=of.KIND,
                field_class=FieldClass.PLANNING,
                words=words,
                describe=describe,
                carry_out=of.carry_out,
                state_of=of.state_of,
                address=partial(_page, page),
                fresh_to_propose=fresh,
            )
        )


def _page(name: str, code: str) -> str:
    return reverse(name, args=[code])


def describe_commitment(payload: dict[str, Any]) -> Sequence[str]:
    """What is published, and that it stays."""
    first, second = payload["listed"]
    return [
        *_synthetic(payload),
        _("%(list)s, version %(number)s, for %(day)s")
        % {"list": payload["list"], "number": payload["draft"], "day": payload["on"]},
        _("Reading in force: %(reading)s") % {"reading": payload["reading"]},
        *_read(payload),
        _("People in the register: %(count)s") % {"count": payload["count"]},
        _("On the version before the draw: %(first)s and %(second)s")
        % {"first": first, "second": second},
        _("The register's root, the rule and the draw's announcement are published in the access "
          "log. Later changes of facts do not reach this list any more, and nothing of it can be "
          "taken back."),
        _("Digest of the rule: %(digest)s") % {"digest": payload["rule"]},
        _("Digest of the facts: %(digest)s") % {"digest": payload["facts"]},
    ]  # fmt: skip


def _read(payload: dict[str, Any]) -> list[str]:
    """By what a list could be bought: an older version, late facts, a fresh rule, numbers that
    somebody typed, a beacon that nobody looks up, a second draw."""
    by, day, why = payload["told"]
    beacon, beacon_day, reveal_by = payload["draw"]
    found = [
        _("The reading was entered by %(name)s on %(day)s. %(why)s")
        % {"name": by, "day": day, "why": why},
        _("The facts are those of %(day)s UTC") % {"day": payload["made"]},
        _("On the list with a fact of the 72 hours before: %(on)s. Not on it with such a fact: "
          "%(off)s. With a record beside them that nobody has judged: %(twins)s")
        % {"on": payload["late"], "off": payload["pushed"], "twins": payload["unjudged"]},
        _("%(beacon)s decides on %(day)s; the sides open until %(last)s. Look up yourself that "
          "this value does not appear before that day.")
        % {"beacon": beacon, "day": beacon_day, "last": reveal_by},
    ]  # fmt: skip
    if payload["newest"] != payload["draft"]:
        found.append(_("There is a newer version: %(number)s") % {"number": payload["newest"]})
    found += [
        _("Brought back before by clause %(clause)s, as it was entered: %(one)s and %(two)s")
        % {"clause": clause, "one": one, "two": two}
        for clause, (one, two) in sorted(payload["returned"].items())
    ]
    if payload["supposed"]:
        found.append(
            _("Whose side nobody stated is taken as of %(side)s") % {"side": payload["supposed"]}
        )
    if payload["others"]:
        others = ", ".join(f"{code} ({on})" for code, on in payload["others"])
        found.append(
            _("Between these sides was committed to already: %(others)s. Two draws for one round "
              "would let somebody choose between them.") % {"others": others}
        )  # fmt: skip
    return found


def describe_draw(payload: dict[str, Any]) -> Sequence[str]:
    """What was drawn, to be held against the beacon by both."""
    opened = [payload["sides"][side] for side in payload["opened"]]
    return [
        *_synthetic(payload),
        payload["list"],
        _("Opened in time: %(sides)s") % {"sides": ", ".join(opened) or _("nobody")},
        _("Beacon: %(beacon)s") % {"beacon": payload["beacon"]},
        _("Its value: %(value)s") % {"value": payload["value"]},
        _("Look the value up yourself before you agree: it decides the order of those who are held "
          "equally long, and cannot be changed afterwards."),
        _("Digest of the commitment: %(digest)s") % {"digest": payload["digest"]},
    ]  # fmt: skip


def describe_offer(payload: dict[str, Any]) -> Sequence[str]:
    """To whom, how many, until when; the codes are read on the page of the offers."""
    return [
        *_synthetic(payload),
        payload["list"],
        _("Put to %(holder)s: the next %(count)s of the standby order")
        % {"holder": payload["holder"], "count": payload["count"]},
        _("Answers are in time until %(day)s") % {"day": payload["deadline"]},
        _("A root over the codes goes into the access log: what was offered, and when, can be "
          "shown later line by line. An offer can be taken back; that it was made stays."),
    ]  # fmt: skip


def describe_back(payload: dict[str, Any]) -> Sequence[str]:
    """What is turned, whose entry it was, how many and why; the codes are read on the offer's
    page."""
    told = {
        "back": _("Answers to offer %(offer)s are taken back as of %(day)s: %(count)s"),
        "over": _("Offer %(offer)s is taken back, for all who are still asked about: %(count)s"),
        "answers": _("Answers to offer %(offer)s are kept as said on %(day)s, in time, though the "
                     "deadline of %(deadline)s is over: %(count)s"),
    }  # fmt: skip
    first = ", ".join(f"{name} ({number})" for name, number in payload["first"])
    return [
        *_synthetic(payload),
        payload["list"],
        told[payload["kind"]] % payload,
        _("Why: %(why)s") % {"why": payload["why"]},
        _("The answers that stand were entered by: %(names)s") % {"names": first or _("nobody")},
        _("Whose place it decides is known by now. Read the codes on the page of the offer, and "
          "ask for the holder's own message before you agree."),
        _("Digest of the lines: %(digest)s") % {"digest": payload["digest"]},
    ]  # fmt: skip


def describe_over(payload: dict[str, Any]) -> Sequence[str]:
    """From which day on, and what families are told from then on."""
    return [
        *_synthetic(payload),
        payload["list"],
        _("The round of %(on)s is over from %(day)s on: %(why)s")
        % {"on": payload["on"], "day": payload["day"], "why": payload["why"]},
        _("From then on a caseworker sees one person's reason and place at a time, and a letter "
          "says why somebody did not go. Whoever is still on the way is put in danger by a "
          "declaration that comes too early."),
        _("Entries about offers so far: %(count)s. What the answers came to is kept as it is at "
          "this moment; later ones change no letter.") % {"count": payload["entries"]},
        *_afterwards(payload),
        _("It is declared once, and cannot be taken back."),
    ]  # fmt: skip


def _afterwards(payload: dict[str, Any]) -> list[str]:
    """Who turned answers when it was known what they would do."""
    told = (
        ("late", _("Answers entered after their deadline with a day before it: %(count)s, by "
                   "%(names)s")),
        ("back", _("Answers taken back: %(count)s, by %(names)s")),
        ("over", _("Asked about in offers that were taken back: %(count)s, by %(names)s")),
    )  # fmt: skip
    found = []
    for kind, words in told:
        rows = payload.get(kind, [])
        names = ", ".join(f"{name} ({number})" for name, number in rows)
        count = sum(number for _name, number in rows)
        found.append(words % {"count": count, "names": names or _("nobody")})
    return found


def _synthetic(payload: dict[str, Any]) -> list[str]:
    if not payload["synthetic"]:
        return []
    return [_("The draw is synthetic: the demonstration made it, and it proves nothing.")]
