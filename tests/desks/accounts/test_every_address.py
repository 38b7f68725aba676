"""Every address of the site is asked by everybody: nobody, and each role in the party that things
are of and in another one. What answers is in `address_table`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from api_work import made
from desks.accounts.address_table import TABLE, Answer
from exchanges_work import DOUBTFUL, agreed, begun, drafted, frozen, offered, population
from handovers_work import in_hand, set_up
from people import PASSWORD, browser, member, party, signed_in
from press_work import ARTICLE, PARTY_WORDS, SAID, entered, load_record, published
from repatria.desks.accounts import inviting
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role, allowed
from repatria.desks.common.jobs import enqueue
from repatria.desks.exchanges.queries.agreements import doubted
from repatria.desks.exchanges.services import agreements
from repatria.desks.exchanges.services.plans import ask_plan
from repatria.desks.handovers.models import PaperScan
from repatria.desks.people.exporting.wanted import Wanted
from repatria.desks.people.models import Person, ReceivedList
from repatria.desks.people.services import Stated, add_sender
from repatria.desks.people.services.by_hand import enter_person, enter_statement
from repatria.desks.people.services.capture_cards import start_clock
from repatria.desks.people.services.exports import propose_export
from repatria.desks.people.services.judging import judge
from repatria.desks.people.services.returnees import Heard, hear
from repatria.desks.press.services import About, add_text, sheets
from repatria.desks.press.services.sheets import JOB
from repatria.desks.record.models import Finding

World = dict[str, object]
OURS, THEIRS = "A", "B"
# What reading leaves behind: the log, sessions, counts of tries, and when a token was used.
_LEFT_BY_READING = {"Trace", "Session", "UserSession", "Counted", "ApiToken", "ContentType"}


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Path) -> Iterator[World]:
    """One of everything, all of party A's."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    (settings.HOME / "party-words.yaml").write_text(PARTY_WORDS, encoding="utf-8")
    cache.clear()
    with override("en"):
        load_record(tmp_path)
        set_up(settings)
        yield _world()


def _world() -> World:
    ours = party(OURS, Standing.PARTY)
    clerk, other = member(Role.PRESS, of=ours), member(Role.PRESS, of=ours)
    about = About(title="At the bridge", outlet="Evening", published=SAID.isoformat())
    article = add_text(clerk, about, ARTICLE).document
    out = entered(article, clerk)
    published(out, clerk, other)
    sheet = sheets.propose([entered(article, clerk, quantity="118")], clerk, "one")
    exchange = member(Role.EXCHANGE_DESK, of=ours)
    captive, other_captive = _captive(exchange), _captive(exchange)
    invited = inviting.invite("new@example.org", "New", ours, [Role.PRESS], by=None)
    return {
        "document": article.code,
        "draft": entered(article, clerk, quantity="119").code,
        "sheet": sheet.code,
        "proposal": sheet.proposal_id,
        "claim": out.claim_id,
        "job": enqueue(JOB, {"sheet": sheet.code}, key="none", asked_by=clerk.code).pk,
        "person": member(of=ours).code,
        "captive": captive.code,
        "other_captive": other_captive.code,
        "judgement": judge(captive, other_captive, "unsure", exchange).code,
        "list": _list(exchange),
        "export": propose_export(
            exchange, Wanted(), ("surname",), "csv", "exchange", "For the talks", session="one"
        ).code,
        **_came(captive, exchange),
        **_act(exchange),
        **_planned(exchange),
        "stated": captive.statements.get(field="surname").pk,
        "key": "surname",
        "invitation": invited.invitation.pk,
        "contradiction": Finding.objects.earliest("pk").key,
        "exchange": "E1", "giver": "N", "receiver": "S", "track": "living", "source": "first",
        "subject_type": "document", "nothing": "nothing", "number": 999_999,
    }  # fmt: skip


def _came(captive: Person, clerk: User) -> World:
    """A word on a captive who is recorded dead, the alarm that follows, and a card."""
    enter_statement(captive, "state", Stated("dead", "2025-03-01"), clerk, "exchange", "A call")
    heard = Heard("Шевченко", "alive", "seen", "certain", "2025-05-01")
    word = hear(clerk, heard, "exchange", person=captive)
    card = start_clock(captive, clerk, "A", "arrival", date(2025, 6, 1))
    return {"word": word.code, "alarm": captive.alarms.get().code, "card": card.code}


def _act(clerk: User) -> World:
    """A signed act that is not in the log, and a scan of it that is not looked at."""
    act = in_hand(clerk)
    scan = PaperScan.objects.create(
        party=clerk.party, act=act, signer="ua", digest="0" * 64, ending="png", size=1,
        attached_by=clerk,
    )  # fmt: skip
    return {"act": act.digest, "scan": scan.code, "kind": "handover", "index": 0,
            "path": "0/000.p/1", "policy": "log.policy"}  # fmt: skip


def _planned(clerk: User) -> World:
    """An agreement that is doubtful, a version of a list that was made before, and a frozen one."""
    reading = agreed(clerk)
    population(clerk, 1)
    made = drafted(begun(clerk, reading), clerk, reading)
    second = member(Role.DECIDING_AUTHORITY, of=clerk.party)
    held = frozen(made, clerk, second)
    offer = offered(held, clerk, second).offer
    doubtful = agreements.tell(reading.agreement, clerk, DOUBTFUL, "Another class")
    (doubt,) = [each.doubt for each in doubted(doubtful) if each.open]
    return {"agreed": reading.agreement.code, "reading": doubtful.pk, "doubt": doubt.key,
            "planned": made.of.code, "version": 1, "frozen": held.code, "offer": offer,
            "plan": ask_plan(made, clerk, 3).pk}  # fmt: skip


def _list(clerk: User) -> str:
    """A list whose original is not looked at."""
    sender = add_sender(clerk, "Headquarters")
    held = ReceivedList.objects.create(
        party=clerk.party, sender=sender, title="A list", received_by=clerk, purpose="exchange",
        digest="0" * 64, size=1, media_type="csv",
    )  # fmt: skip
    return held.code


def _captive(clerk: User) -> Person:
    return enter_person(clerk, {"surname": "Шевченко"}, "exchange", "A call")


def _names(found: Any, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for each in found.url_patterns:
        if isinstance(each, URLResolver):
            space = (each.namespace,) if each.namespace else ()
            yield from _names(each, (*spaces, *space))
        elif isinstance(each, URLPattern):
            yield ":".join((*spaces, each.name or str(each.pattern)))


def _path(name: str, world: World) -> str:
    return reverse(name, kwargs={key: world[thing] for key, thing in TABLE[name].names})


def _expected(row: Answer, user: User | None) -> int:
    if user is None:
        return row.stranger
    if row.action is not None and row.of is not None:
        if not allowed(user.roles, row.action, row.of):
            return row.no
        if user.party_id != OURS and row.foreign is not None:
            return row.foreign
        if row.then is not None and not allowed(user.roles, row.then, row.of):
            return 403
    return row.yes


def _ask(name: str, world: World, site: Client, key: str) -> Any:
    headers = {"Authorization": f"Bearer {key}"} if key and name.startswith("api:") else {}
    return site.get(_path(name, world), headers=headers)


def test_every_address_is_in_the_table_and_the_table_names_no_other() -> None:
    assert set(_names(get_resolver())) == set(TABLE)


def test_nobody_is_answered_as_the_table_says(world: World) -> None:
    site = browser()
    found = {name: _ask(name, world, site, "").status_code for name in TABLE}
    assert found == {name: _expected(row, None) for name, row in TABLE.items()}


@pytest.mark.parametrize("of", [OURS, THEIRS])
@pytest.mark.parametrize("role", [*Role, None])
def test_each_role_is_answered_as_the_table_says(world: World, role: Role | None, of: str) -> None:
    user = _somebody(role, of)
    key = made(user).key if role else ""
    site = signed_in(user, fresh=True)
    wrong: dict[str, tuple[int, int]] = {}
    kept: list[str] = []
    for name, row in TABLE.items():
        if name.startswith("record:") and role is not Role.PRESS:
            continue  # the same to everybody; once is enough
        answer = _ask(name, world, site, key)
        wanted = _expected(row, user if key or not name.startswith("api:") else None)
        if name == "access:subject" and not _may_ask_who_looked(user):
            wanted = 403
        if answer.status_code != wanted:
            wrong[name] = (answer.status_code, wanted)
        if not name.startswith("api:") and "no-store" not in answer.get("Cache-Control", ""):
            kept.append(name)
    assert wrong == {}, "what was answered, and what the table says"
    assert kept == [], "what somebody sees who is signed in stays in no cache"


def _somebody(role: Role | None, of: str) -> User:
    body = party(of, Standing.PARTY)
    return member(*([role] if role else []), of=body, password=PASSWORD)


def _may_ask_who_looked(user: User) -> bool:
    """Whoever may see the document, and the auditor of a party about its own people."""
    return Role.AUDITOR in user.roles or (Role.PRESS in user.roles and user.party_id == OURS)


@pytest.mark.parametrize("role", [Role.PRESS, Role.ADMINISTRATOR, Role.AUDITOR])
def test_to_read_changes_nothing_but_the_log(world: World, role: Role) -> None:
    user = _somebody(role, OURS)
    key, site = made(user).key, signed_in(user, fresh=True)
    before = _everything()
    for name in TABLE:
        _ask(name, world, site, key)
    assert _everything() == before


@pytest.mark.parametrize("role", [Role.PRESS, Role.ADMINISTRATOR])
def test_a_form_of_another_site_changes_nothing(world: World, role: Role) -> None:
    user = _somebody(role, OURS)
    site = signed_in(user, fresh=True)
    site.handler.enforce_csrf_checks = True
    before = _everything()
    taken = []
    for name in TABLE:
        answer = site.post(_path(name, world), {"whole": "1", "reason": "why", "text": "words"})
        if answer.status_code not in (401, 403, 404, 405):
            taken.append((name, answer.status_code))
    assert not taken
    assert _everything() == before


def _everything() -> dict[str, list[dict[str, object]]]:
    """Every row of every store, but for what reading leaves behind."""
    every: list[type[models.Model]] = [
        each for each in apps.get_models() if each.__name__ not in _LEFT_BY_READING
    ]
    return {each._meta.label: list(each._default_manager.order_by("pk").values()) for each in every}
