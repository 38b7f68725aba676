"""The pages of a register of a million people: dossiers, the search, and candidates side by side.

Each kind is asked for with many people, the hard ones by themselves: people of whom fifty
statements are made, who stand in a cluster of records, and whom a run proposes dozens of times.
What a page asks of the store is counted, and may not pass a bound that holds for every person.

`python _people_pages.py STORE HOME` measures and prints JSON.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

import _people_rows as made_up
from _measure import Facts, machine, peak_mb
from _people_asking import MOST_MEDIAN_MS, asked, browser, spread, statements

if TYPE_CHECKING:
    from people import Options
    from repatria.desks.accounts.models import User

ASKED = 60
MOST_STATEMENTS: Mapping[str, int] = {"dossier": 50, "pair": 50, "queue": 30, "search": 40}
"""By the first word of a kind of page."""
TOLD_BESIDE = ("first page", "judgements", "alarms", "cards")
"""Pages that the limits are not about."""
Pages = list[tuple[str, dict[str, str]]]


def run(store: str, options: Options) -> tuple[Facts, bool]:
    """The figures, and whether they keep the limits."""
    from _people_store import ready

    home = ready(store, options.people, options.folder)
    facts: Facts = {"machine": machine(), "store": store, "people": options.people}
    command = [sys.executable, __file__, store, str(home)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    facts |= json.loads(done.stdout.splitlines()[-1])
    facts["load_after"] = round(os.getloadavg()[0], 2)
    return facts, kept(facts)


def kept(facts: Facts) -> bool:
    """Whether times and statements are within the limits."""
    pages: Any = facts["pages"]
    return all(
        each["median_ms"] <= MOST_MEDIAN_MS
        and each["statements"] <= MOST_STATEMENTS[kind.split(",")[0]]
        for kind, each in pages.items()
        if kind not in TOLD_BESIDE
    )


def tell(facts: Facts) -> None:
    """A row a kind of page."""
    pages: Any = facts["pages"]
    table = Table(
        "page", "median ms", "p95 ms", "processor ms", "statements", "at most",
        title=f"Pages, {facts['store']}, {facts['people']:,} people", title_justify="left",
    )  # fmt: skip
    for kind, each in pages.items():
        figures = ("median_ms", "p95_ms", "processor_median_ms", "statements")
        most = "" if kind in TOLD_BESIDE else MOST_STATEMENTS[kind.split(",")[0]]
        table.add_row(kind, *(str(each[name]) for name in figures), str(most))
    console = Console()
    console.print(table)
    console.print({key: facts[key] for key in ("peak_mb", "load_after")})
    console.print(f"to reach: median {MOST_MEDIAN_MS:g} ms, and no more statements than at most")


def measured(store: str, home: Path) -> Facts:
    """All of it, in this process."""
    from _people_store import CLERK, opened

    server = opened(store, home)
    from repatria.desks.accounts.models import User
    from repatria.names.warming import warm

    warm()
    client = browser(CLERK)
    kinds = pages(User.objects.get(email=CLERK), made_up.load(home, "asked"))
    found: Facts = {}
    for kind, addresses in kinds.items():
        asked(client, addresses[0][0], **addresses[0][1])
        answers = [asked(client, address, **data) for address, data in addresses]
        found[kind] = {
            **spread(answers),
            "statements": statements(client, addresses[::-1]),
            "kilobytes": round(max(len(each.text.encode()) for each in answers) / 1e3),
        }
    facts: Facts = {"pages": found, "peak_mb": round(peak_mb())}
    if server is not None:
        server.cleanup()
    return facts


def pages(by: User, texts: Mapping[str, list[tuple[str, str, int]]]) -> dict[str, Pages]:
    """Addresses of every kind, each of as many people, pairs or texts."""
    from _people_more import HEAVY_TITLE
    from repatria.desks.people.models import Candidate, LinkRun, Person, Statement

    pick = random.Random(made_up.SEED)
    run = LinkRun.objects.get(party=by.party_id)
    own = set(Person.objects.filter(party=by.party_id).values_list("pk", flat=True))
    numbers = pick.sample(sorted(own), ASKED)
    said = Statement.objects.filter(source__title__startswith=HEAVY_TITLE)
    hard = sorted(set(said.values_list("person", flat=True)))
    open_ = Candidate.objects.filter(run=run, gate="").order_by("-weight", "pk")
    pairs = [pair for pair in open_.values_list("pk", "one", "other") if own.issuperset(pair[1:])]
    light, after = pick.sample(pairs, ASKED), pick.sample(pairs, ASKED)
    with_hard = [pair for pair in pairs if not set(hard).isdisjoint(pair[1:])]
    heavy = pick.sample(with_hard, min(ASKED, len(with_hard)))
    people = {*numbers, *hard, *(each for pair in (*light, *heavy) for each in pair[1:])}
    codes = dict(Person.objects.filter(pk__in=people).values_list("pk", "code"))

    def dossier(keys: list[int]) -> Pages:
        return [(f"/register/people/{codes[key]}", {}) for key in keys]

    def pair(of: list[tuple[int, int]]) -> Pages:
        return [(f"/register/links/{codes[one]}/{codes[other]}", {}) for one, other in of]

    def alone(address: str) -> Pages:
        return [(address, {})] * (ASKED // 3)

    return {
        "dossier": dossier(numbers),
        "dossier, much said": dossier((hard * 2)[:ASKED]),
        "search, name and day": _typed(texts["name and day"]),
        "search, name alone": _typed(texts["name alone"]),
        "pair": pair([each[1:] for each in light]),
        "pair, much said": pair([each[1:] for each in heavy]),
        "pair, not proposed": pair(list(pairwise(numbers))),
        "queue": alone("/register/links"),
        "queue, further on": [("/register/links", {"after": str(each[0])}) for each in after],
        "queue, held back": [("/register/links", {"held": "1"})] * (ASKED // 3),
        "judgements": alone("/register/links/judgements"),
        "first page": alone("/register/"),
        "alarms": alone("/register/alarms"),
        "cards": alone("/register/cards"),
    }


def _typed(texts: list[tuple[str, str, int]]) -> Pages:
    return [("/register/search", {"q": text}) for text, _, _ in texts[-ASKED:]]


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1], Path(sys.argv[2]))))
