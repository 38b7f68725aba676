"""The press desk's two kinds of proposals: what they tell the second person, what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repatria.desks.accounts.proposals import registry
from repatria.desks.accounts.proposals.registry import ProposalKind
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.press import claim_words
from repatria.desks.press.models import Document, Quotation, Sheet
from repatria.desks.press.queries import held
from repatria.desks.press.queries.documents import may_be_public
from repatria.desks.press.services import sheets
from repatria.desks.press.services.quotations import FAULT_WORDS, check
from repatria.desks.press.sheet_payload import (
    Payload,
    Quoted,
    claims_of,
    incoming_of,
    quoted_of,
    taken_back_of,
)
from repatria.desks.press.told import told
from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.formats.frame_json import speaker_from_json
from repatria.statements.claim import Claim, Speaker


def describe(payload: Payload) -> list[str]:
    """Every claim in words, its quotation held against the document in this moment, then all that
    comes with them and what is taken back. Of a claim whose document shows captives by now, or may,
    it says that alone: such a proposal cannot be carried out."""
    return list(_lines(payload))


def _lines(payload: Payload) -> Iterator[str]:
    incoming = incoming_of(payload)
    claims = claims_of(payload)
    exchanges = {one.code: one for one in (*held.exchanges(), *incoming.exchanges)}
    names = claim_words.names_of(claims, exchanges)
    quoted = {one.claim: one for one in quoted_of(payload)}
    shut = {one.claim for one in quoted.values() if _shut(one)}
    open_ones = [claim for claim in claims if claim.id not in shut]
    for name in sorted(shut):
        yield _quotation(quoted[name], "…")
    for claim in open_ones:
        yield claim_words.line(claim, names, exchanges)
        yield from _besides(claim, names)
        one = quoted.get(claim.id)
        if one is not None:
            yield _quotation(one, claim.quote)
        if claim.paraphrase:
            yield _("In our words: %(text)s") % {"text": claim.paraphrase}
    speakers = {claim.speaker.code for claim in open_ones} & set(payload["new_speakers"])
    for row in payload["speakers"]:
        if row["code"] in speakers:
            yield _("New speaker: %(name)s") % {"name": _who(speaker_from_json(row), names)}
    for source in dict.fromkeys(claim.source for claim in open_ones):
        parts = (source.title, source.outlet, source.published, source.url)
        yield f"{_('Source')}: {' · '.join(filter(None, parts))}"
    spoken_of = {claim.exchange for claim in open_ones}
    for exchange in (one for one in incoming.exchanges if one.code in spoken_of):
        yield _("New exchange: %(code)s, %(title)s") % {
            "code": exchange.code, "title": exchange.title,
        }  # fmt: skip
    for back in taken_back_of(payload):
        yield _("Taken back: %(claim)s. Why: %(reason)s") % {
            "claim": _back_words(back.claim, back.words), "reason": back.reason,
        }  # fmt: skip


def _besides(claim: Claim, names: Names) -> Iterator[str]:
    """What stands in the claim and not in its line: nothing is published that nobody read."""
    fields = {
        "agreement": claim.agreement,
        "as_of": "" if claim.as_of is None else claim.as_of.text,
        "counting": claim.counting,
        "identity": claim.identity,
        "uncertain": "; ".join(claim.uncertain),
    }
    for label, text in told(fields, names):
        yield f"{label}: {text}"


def _who(speaker: Speaker, names: Names) -> str:
    """A speaker as the record will judge them: whose voice it is weighs more than the name."""
    party = names.party(speaker.party) if speaker.party else ""
    parts = (speaker.name, str(labels.WORDS[speaker.voice]), party, speaker.office)
    return ", ".join(filter(None, parts))


def _quotation(one: Quoted, words: str) -> str:
    faults = faults_of(one)
    if faults:
        return _("“%(words)s”: NOT as it stands in the document: %(why)s") % {
            "words": words, "why": "; ".join(faults),
        }  # fmt: skip
    return _("“%(words)s”, as it stands in the document (checked now)") % {"words": words}


def _shut(one: Quoted) -> bool:
    document = Document.objects.filter(code=one.document).first()
    return document is not None and not may_be_public(document)


def _back_words(claim_id: str, words: str) -> str:
    found = held.claim(claim_id)
    if found is None:
        return words
    return f"{claim_words.line(found, claim_words.names_of([found], {}), {})} ({claim_id})"


def faults_of(one: Quoted) -> list[str]:
    """What is wrong with a quotation now; empty where nothing is."""
    document = Document.objects.filter(code=one.document).first()
    if document is None:
        return [_("there is no such document")]
    if not may_be_public(document):
        return [_("the document shows captives, or nobody has looked yet")]
    quotation = Quotation.objects.filter(
        document=document, start=one.start, end=one.end, text_digest=one.text_digest
    ).first()
    if quotation is None:
        return [_("there is no such quotation")]
    return [_(FAULT_WORDS[fault]) for fault in check(quotation)]


def state_of(code: str) -> Any:
    """What the two agree about: drafts and their versions, and whether every document may stand
    before the public. What is another by the time of the second signature stops it."""
    rows = Sheet.objects.get(code=code).drafts.select_related("document").order_by("pk")
    return [
        [row.code, row.latest.number, row.document.text_digest, may_be_public(row.document)]
        for row in rows
    ]


def address(code: str) -> str:
    from django.urls import reverse

    return reverse("press:sheet", args=[code])


def register() -> None:
    for name, words in (
        (sheets.PUBLISH, gettext_lazy("Publish claims")),
        (sheets.TAKE_BACK, gettext_lazy("Take back a published claim")),
    ):
        registry.register(
            ProposalKind(
                name=name,
                field_class=FieldClass.PRESS,
                words=words,
                describe=describe,
                carry_out=sheets.carry_out,
                state_of=state_of,
                address=address,
            )
        )
