"""Pages that are kept: the same as those made anew, never somebody else's, and never old."""

from __future__ import annotations

import threading
import time
from datetime import date
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people import member, signed_in
from repatria.desks.accounts.rights import Role
from repatria.desks.record import kept_pages, services
from repatria.desks.record.kept_pages import Kept, Page
from repatria.desks.router import PUBLIC

PAGES = ("/", "/agreements", "/contradictions", "/sources", "/method", "/uk/", "/changes")
NEW = """format: repatria-statements/1
statements:
- id: kept-test
  kind: count
  exchange: {exchange}
  from: RU
  to: UA
  category: remains
  quantity: "at least 1"
  speaker: {speaker}
  source: {source}
  said_on: 2025-12-01
  paraphrase: Synthetic words of the test
"""


def asked(site: Client, address: str) -> int:
    """How many questions a page puts to the public store."""
    with CaptureQueriesContext(connections[PUBLIC]) as found:
        assert site.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("address", PAGES)
def test_a_kept_page_is_the_page_made_anew(site: Client, address: str, settings) -> None:
    first, again = site.get(address), site.get(address)
    settings.REPATRIA_KEPT_PAGES_MB = 0
    anew = Client(SERVER_NAME="localhost").get(address)
    assert first.content == again.content == anew.content
    assert first.headers.items() == again.headers.items() == anew.headers.items()


def test_it_asks_the_store_one_thing(site: Client) -> None:
    assert asked(site, "/agreements") > 1
    assert asked(site, "/agreements") == 1


def test_each_reader_gets_their_own_name_and_the_public_none(demo: None) -> None:
    one, other = (member(Role.PRESS, name=name) for name in ("Reader One", "Reader Two"))
    public = Client(SERVER_NAME="localhost")
    handler = public.handler
    for reader, name in ((one, "Reader One"), (other, "Reader Two"), (None, "")):
        site = public if reader is None else signed_in(reader)
        site.handler = handler
        text = site.get("/method").content.decode()
        assert ("Sign in" in text) == (reader is None)
        assert [each for each in ("Reader One", "Reader Two") if each in text] == [name] * bool(
            name
        )


def test_what_is_taken_in_shows_at_once(site: Client, tmp_path: Path) -> None:
    before = site.get("/changes").content
    from repatria.desks.record import models

    claim = models.Claim.objects.filter(kind="count", exchange__track="remains").first()
    file = tmp_path / "one.yaml"
    file.write_text(
        NEW.format(exchange=claim.exchange_id, speaker=claim.speaker_id, source=claim.source_id)
    )
    services.import_file(file, today=date(2026, 1, 2))
    after = site.get("/changes").content
    assert before != after
    assert b"Synthetic words of the test" in after


def test_a_page_is_kept_no_longer_than_it_is_said_to(site: Client, monkeypatch) -> None:
    asked(site, "/agreements")
    monkeypatch.setattr(kept_pages, "SECONDS", -1.0)
    assert asked(site, "/agreements") > 1


class _Silent:
    """Stores of which none answers."""

    def __getitem__(self, alias: str) -> None:
        raise OperationalError(alias)


def test_a_page_that_asks_nothing_is_there_without_the_store(site: Client, monkeypatch) -> None:
    monkeypatch.setattr(kept_pages, "connections", _Silent())
    assert kept_pages._version() is None
    assert site.get("/method").status_code == 200


def test_what_is_not_there_is_not_kept(site: Client, monkeypatch) -> None:
    put: list[str] = []
    monkeypatch.setattr(Kept, "put", lambda self, key, page: put.append(key[-1]))
    assert site.get("/agreements/none").status_code == 404
    assert site.get("/agreements").status_code == 200
    assert put == ["/agreements"]


def test_of_many_who_ask_at_once_one_makes_the_page_and_the_others_wait() -> None:
    kept, made, begun = Kept(1000), [], threading.Barrier(5)

    def make() -> Page:
        made.append(1)
        time.sleep(0.05)
        return Page(b"x", (), time.monotonic())

    def ask() -> None:
        begun.wait()
        assert kept.page(("a",), make).content == b"x"

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(made) == 1


def test_while_an_old_page_is_made_anew_the_others_have_the_old_one() -> None:
    kept = Kept(1000)
    kept.put(("a",), Page(b"old", (), -1e9))
    seen = []

    def make() -> Page:
        other = threading.Thread(target=lambda: seen.append(kept.page(("a",), never).content))
        other.start()
        other.join()
        return Page(b"new", (), time.monotonic())

    def never() -> Page:
        raise AssertionError

    assert kept.page(("a",), make).content == b"new"
    assert seen == [b"old"]


def test_more_than_the_most_is_let_go_the_longest_unasked_first() -> None:
    kept = Kept(25)
    for name in ("a", "b", "c"):
        kept.put((name,), Page(b"x" * 10, (), 1e12))
        kept.get(("a",))
    assert (kept.get(("a",)) is not None, kept.get(("b",)), kept.size) == (True, None, 20)
