"""The press desk in the interface: one's own party's, without what may show captives."""

from __future__ import annotations

import json

import pytest

from api_work import Desk, ask, key_of, made
from people import member, party
from press_work import PASSAGE
from repatria.desks.accounts.models import Standing, Trace
from repatria.desks.accounts.rights import Role
from repatria.desks.accounts.visible import shared
from repatria.desks.press.models import Captives, Document
from repatria.desks.press.services import mark


def test_documents_and_drafts_are_those_of_ones_party(ours: Desk, theirs: Desk) -> None:
    for desk, other in ((ours, theirs), (theirs, ours)):
        key = made(desk.clerk).key
        documents = ask("press/documents", key).json()["items"]
        assert {one["code"] for one in documents} == {desk.open.code, desk.closed.code}
        drafts = ask("press/drafts", key).json()["items"]
        assert {desk.draft.code, desk.closed_draft.code} <= {one["code"] for one in drafts}
        assert {one["document"] for one in drafts} <= {desk.open.code, desk.closed.code}
        assert other.open.title not in json.dumps(documents)


@pytest.mark.parametrize("what", ["documents", "drafts"])
def test_a_token_of_another_party_is_not_told_that_there_is_one_and_the_try_is_logged(
    ours: Desk, theirs: Desk, what: str
) -> None:
    held = made(ours.clerk)
    theirs_one = theirs.open.code if what == "documents" else theirs.draft.code
    foreign = ask(f"press/{what}/{theirs_one}", held.key)
    row = Trace.objects.order_by("-sequence").first()
    assert row is not None
    assert (row.action, row.subject, row.actor) == ("refused", theirs_one, ours.clerk.code)
    assert row.session == f"token:{held.token.code}"
    nothing = ask(f"press/{what}/nothing", held.key)
    assert foreign.status_code == nothing.status_code == 404
    assert foreign.content == nothing.content
    assert foreign.headers == nothing.headers


def test_a_document_that_nobody_has_looked_at_is_there_without_what_it_holds(ours: Desk) -> None:
    key = made(ours.clerk).key
    told = ask(f"press/documents/{ours.closed.code}", key).json()
    assert told["shows_captives"] == "unknown"
    assert told.keys().isdisjoint({"text", "digest", "size", "media_type"})
    assert told["quotations"] == []
    draft = ask(f"press/drafts/{ours.closed_draft.code}", key).json()
    assert draft.keys().isdisjoint({"fields", "reasons", "doubts", "number"})
    whole = json.dumps([ask(f"press/{each}", key).json() for each in ("documents", "drafts")])
    assert "A prisoner" not in whole + json.dumps([told, draft])


def test_a_document_without_captives_is_told_whole(ours: Desk) -> None:
    key = made(ours.clerk).key
    told = ask(f"press/documents/{ours.open.code}", key).json()
    assert told["text"] == ours.open.text
    assert PASSAGE in [one["exact"] for one in told["quotations"]]
    draft = ask(f"press/drafts/{ours.draft.code}", key).json()
    assert (draft["fields"]["quantity"], draft["number"]) == ("117", 1)
    mark(ours.open, Captives.YES, ours.clerk)
    assert "text" not in ask(f"press/documents/{ours.open.code}", key).json()


def test_an_auditor_reads_the_pages_and_takes_nothing_away(ours: Desk) -> None:
    for path in ("press/documents", "press/drafts", f"press/documents/{ours.open.code}"):
        assert ask(path, key_of(Role.AUDITOR, ours.clerk.party)).status_code == 403


def test_the_office_sees_all_and_an_intermediary_what_is_shared(ours: Desk, theirs: Desk) -> None:
    office = key_of(Role.PRESS)
    assert len(ask("press/documents", office).json()["items"]) == 4
    red = made(member(Role.PRESS, of=party("RED", Standing.INTERMEDIARY))).key
    assert ask("press/documents", red).json()["items"] == []
    Document.objects.filter(pk=ours.open.pk).update(shared_with=shared(["RED"]))
    assert [one["code"] for one in ask("press/documents", red).json()["items"]] == [ours.open.code]


def test_what_was_read_stands_in_the_log(ours: Desk) -> None:
    held = made(ours.clerk)
    ask("press/documents", held.key)
    ask(f"press/documents/{ours.open.code}", held.key)
    listed, one = Trace.objects.order_by("-sequence")[:2][::-1]
    assert (listed.action, listed.subject_type, listed.subject) == ("export", "document", "")
    assert set(listed.told["found"]) == {ours.open.code, ours.closed.code}
    assert (one.action, one.subject, one.field_classes) == ("export", ours.open.code, "press")
    assert {listed.session, one.session} == {f"token:{held.token.code}"}


def test_lists_come_in_parts(ours: Desk) -> None:
    key = made(ours.clerk).key
    first = ask("press/documents?limit=1", key).json()
    second = ask("press/documents?" + first["next"].partition("?")[2], key).json()
    codes = [one["code"] for part in (first, second) for one in part["items"]]
    assert codes == [ours.closed.code, ours.open.code]
    assert second["next"] is None
    pictures = ask("press/documents?kind=picture", key).json()
    assert pictures == {"items": [], "next": None}
