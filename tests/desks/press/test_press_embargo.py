"""What is under an embargo waits in the exchange store; the public one never holds a word of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone

from press_work import entered, published, seconded, work
from repatria.desks.accounts.models import User
from repatria.desks.press import keeping
from repatria.desks.press.models import ClaimDraft, Document, DraftState
from repatria.desks.press.queries import held
from repatria.desks.press.services import sheets

pytestmark = pytest.mark.usefixtures("record")
SECRET = "An office nobody has heard of"


def whole_public_store() -> bytes:
    """All that lies in the public store: the bytes of its file, or on PostgreSQL every row."""
    connection = connections["public"]
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return bytes(connection.connection.serialize())
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found).encode()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Moves the clock of the press desk and of the jobs."""
    real = timezone.now

    def move(by: timedelta) -> None:
        def now() -> datetime:
            return real() + by

        monkeypatch.setattr(timezone, "now", now)

    return move


def embargoed(article: Document, clerk: User) -> ClaimDraft:
    until = (timezone.now().date() + timedelta(days=3)).isoformat()
    day = (timezone.now().date() - timedelta(days=40)).isoformat()
    return entered(
        article, clerk, embargo_until=until, speaker="", speaker_name=SECRET,
        speaker_voice="party", speaker_party="S", exchange="", exchange_day=day,
        exchange_title="Nothing of this yet",
    )  # fmt: skip


def test_no_word_of_it_is_in_the_public_store_before_its_day(
    article: Document, clerk: User, other: User, clock: Callable[[timedelta], None]
) -> None:
    assert b"Ministry of Norland" in whole_public_store()
    draft = embargoed(article, clerk)
    published(draft, clerk, other)
    assert draft.now is DraftState.WAITING
    for word in (SECRET, draft.claim_id, "At the bridge", "Nothing of this yet"):
        assert word.encode() not in whole_public_store()
    clock(timedelta(days=2))
    work()
    draft.refresh_from_db()
    assert draft.now is DraftState.WAITING
    assert SECRET.encode() not in whole_public_store()
    clock(timedelta(days=3))
    work()
    draft.refresh_from_db()
    assert draft.now is DraftState.PUBLISHED
    claim = held.claim(draft.claim_id)
    assert claim is not None
    assert claim.known_from == claim.embargo_until
    assert SECRET.encode() in whole_public_store()


def test_what_stands_on_the_same_sheet_without_embargo_does_not_wait(
    article: Document, clerk: User, other: User
) -> None:
    late, now = embargoed(article, clerk), entered(article, clerk)
    seconded(sheets.propose([late, now], clerk, "one"), other)
    work()
    assert held.claim(now.claim_id) is not None
    assert held.claim(late.claim_id) is None
    assert SECRET.encode() not in whole_public_store()


def test_taken_back_before_its_day_it_is_never_public(
    article: Document, clerk: User, other: User, clock: Callable[[timedelta], None]
) -> None:
    draft = embargoed(article, clerk)
    published(draft, clerk, other)
    seconded(sheets.take_back(draft.claim_id, "it was withdrawn", clerk, "one"), other)
    work()
    draft.refresh_from_db()
    assert draft.now is DraftState.WITHDRAWN
    clock(timedelta(days=4))
    work()
    assert SECRET.encode() not in whole_public_store()


def test_a_quotation_that_no_longer_holds_is_held_back(
    article: Document, clerk: User, other: User, clock: Callable[[timedelta], None]
) -> None:
    draft = embargoed(article, clerk)
    published(draft, clerk, other)
    path = keeping.original(article.digest)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    clock(timedelta(days=4))
    work()
    draft.refresh_from_db()
    assert draft.now is DraftState.WAITING
    assert SECRET.encode() not in whole_public_store()
