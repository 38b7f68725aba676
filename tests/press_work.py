"""A small record, an article on it and words for its parties, for tests of the press desk."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from repatria.desks.accounts.models import Proposal, User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.common.jobs.worker import Worker
from repatria.desks.press.models import ClaimDraft, Document, Sheet
from repatria.desks.press.services import drafts, sheets
from repatria.desks.record import held, services
from repatria.formats.statements import read_statements

PARTY_WORDS = """\
format: repatria-party-words/1
parties:
  N:
    en: {subject: [norland], adjective: [norlandic], people: [norlanders]}
  S:
    en: {subject: [sudland], adjective: [sudlandic], people: [sudlanders]}
"""

# The day before yesterday for a test that runs today: nothing may be said in the future.
SAID = date.today() - timedelta(days=2)

RECORD = f"""\
format: repatria-statements/1
parties:
- {{code: N, name: {{en: Norland, uk: Норландія, ru: Норландия}}}}
- {{code: S, name: {{en: Sudland, uk: Зюдландія, ru: Зюдландия}}}}
speakers:
- {{code: NMIN, name: Ministry of Norland, voice: party, party: N, office: ministry}}
- {{code: SMIN, name: Ministry of Sudland, voice: party, party: S, office: ministry}}
- {{code: OWN, name: "Outlet, own voice", voice: media}}
sources:
- {{key: first, title: Morning briefing, published: {SAID}, outlet: Daily}}
exchanges:
- {{code: E1, date: {SAID}, title: The exchange, track: living}}
statements:
- {{id: held-1, kind: count, from: N, to: S, category: pow, quantity: 120, speaker: NMIN,
   source: first, said_on: {SAID}, exchange: E1}}
"""

ARTICLE = (
    "The Ministry of Norland said that Norland had handed over 120 prisoners of war to Sudland. "
    "The Ministry of Sudland said that it had received 117 prisoners of war from Norland.\n"
    "Families waited at the bridge all day.\n"
    "It was a long sentence, the kind that goes on and on, and which nobody should ever think of "
    "quoting whole, since it has far more words than a short quotation may have before the public "
    "of any country on earth, however much the editors liked it.\n"
)
PASSAGE = "it had received 117 prisoners of war from Norland"


def load_record(folder: Path) -> None:
    """Put the small record into the public store."""
    path = folder / "record.yaml"
    path.write_text(RECORD, encoding="utf-8")
    incoming = read_statements(path, held.known(0), today=date.today())
    services.take_in(incoming, path.name, today=date.today())


def said(**more: str) -> dict[str, str]:
    """The fields of a claim: Sudland's ministry received 117."""
    fields = {
        "kind": "count", "quantity": "117", "category": "pow", "unit": "person", "giver": "N",
        "receiver": "S", "speaker": "SMIN", "said_on": SAID.isoformat(), "exchange": "E1",
    }  # fmt: skip
    return {name: text for name, text in {**fields, **more}.items() if text}


def sent(text: str, words: str, fields: dict[str, str], **more: Any) -> dict[str, Any]:
    """The same as a browser sends it, with the passage."""
    start = text.index(words)
    return {**fields, "start": start, "end": start + len(words), "seen": 0, **more}


def work() -> None:
    """Let a worker do all that waits."""
    Worker().run(once=True)


def entered(article: Document, clerk: User, words: str = PASSAGE, **more: str) -> ClaimDraft:
    """A draft of Sudland's claim, with other fields where a test wants them."""
    start = article.text.index(words)
    return drafts.enter(article, said(**more), (start, start + len(words)), clerk, "one")


def seconded(sheet: Sheet, other: User) -> Proposal:
    """A second person signs a sheet."""
    assert sheet.proposal is not None
    return proposals.second(
        sheet.proposal.pk, by=other, session="two", digest=sheet.proposal.digest, fresh=True
    )


def published(draft: ClaimDraft, clerk: User, other: User) -> None:
    """The whole way of a draft into the public record."""
    seconded(sheets.propose([draft], clerk, "one"), other)
    work()
    draft.refresh_from_db()
