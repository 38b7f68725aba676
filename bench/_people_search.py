"""One person sought among a million by what a desk would type, through the desk's own page.

The texts are the name cells of noisy rows that are not in the register, with the births told there;
one record in it is of the same person. Recall is asked of texts with a name and a day or a year of
birth. A name alone, with thousands of namesakes, is told beside it.

`python _people_search.py STORE HOME ROWS ASKED` measures and prints JSON.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

import _people_rows as made_up
from _measure import Facts, machine, peak_mb, show
from _people_asking import MOST_MEDIAN_MS, asked, browser, spread, statements, times

if TYPE_CHECKING:
    from people import Options
    from repatria.desks.accounts.models import User

LEAST_RECALL = 0.98
NOT_HELD_TO_IT = "name alone"
MOST_STATEMENTS = 40
"""Of one search page, with signing in, rights and the log."""
PAGES = 100
"""Of each form, how many texts go through the page; the rest through what it asks."""
OFFICE = 100
"""And how many of the first form are asked by the office, which sees every party's records."""
_BY_SCRIPT = "recall_at_10_by_script"
_TIMES = (
    ("search", "median_ms"), ("search", "p95_ms"), ("page", "median_ms"), ("page", "p95_ms"),
    ("page", "processor_median_ms"),
)  # fmt: skip
_PERSON = re.compile(r'href="/register/people/(R-[0-9A-Z]+)"')
Text = tuple[str, str, int]


def run(store: str, options: Options) -> tuple[Facts, bool]:
    """The figures, and whether they keep the limits."""
    from _people_store import ready

    home = ready(store, options.people, options.folder)
    facts: Facts = {"machine": machine(), "store": store, "people": options.people}
    command = [sys.executable, __file__, store, str(home), str(options.asked)]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    facts |= json.loads(done.stdout.splitlines()[-1])
    facts["load_after"] = round(os.getloadavg()[0], 2)
    return facts, kept(facts)


def kept(facts: Facts) -> bool:
    """Whether recall, times and statements are within the limits."""
    forms: Any = facts["forms"]
    good = all(each["page"]["median_ms"] <= MOST_MEDIAN_MS for each in forms.values())
    good &= all(each["statements"] <= MOST_STATEMENTS for each in forms.values())
    told = [each for form, each in forms.items() if form != NOT_HELD_TO_IT]
    return good and all(
        recall >= LEAST_RECALL
        for each in told
        for recall in (each["recall_at_10"], *each[_BY_SCRIPT].values())
    )


def tell(facts: Facts) -> None:
    """A row a form: what was found, and what it took."""
    forms: Any = facts["forms"]
    title = f"Search, {facts['store']}, {facts['people']:,} people"
    show(
        title, ("form", "asked", "recall@1", "recall@10", *next(iter(forms.values()))[_BY_SCRIPT]),
        [
            (form, str(each["asked"]), f"{each['recall_at_1']:.4f}", f"{each['recall_at_10']:.4f}",
             *(f"{recall:.4f}" for recall in each[_BY_SCRIPT].values()))
            for form, each in forms.items()
        ],
    )  # fmt: skip
    show(
        f"{title}, ms", ("form", "search", "p95", "page", "p95", "processor", "statements"),
        [
            (form, *(str(each[of][name]) for of, name in _TIMES), str(each["statements"]))
            for form, each in forms.items()
        ],
    )  # fmt: skip
    console = Console()
    console.print({key: facts[key] for key in ("office", "warming", "peak_mb", "load_after")})
    console.print(
        f"to reach: recall@10 {LEAST_RECALL} in every script, page median {MOST_MEDIAN_MS:g} ms, "
        f"at most {MOST_STATEMENTS} statements"
    )


def measured(store: str, home: Path, texts: dict[str, list[Text]], most: int) -> Facts:
    """All of it, in this process."""
    from _people_store import CLERK, OFFICER, opened

    server = opened(store, home)
    warming = _warming(next(iter(texts.values()))[-1][0])
    from repatria.desks.accounts.models import User

    clerk = User.objects.get(email=CLERK)
    forms = {form: _form(clerk, own[:most]) for form, own in texts.items()}
    office = browser(OFFICER)
    first = next(iter(texts.values()))[:OFFICE]
    found = [asked(office, "/register/search", q=text) for text, _, _ in first]
    facts: Facts = {
        "forms": forms,
        "office": spread(found),
        "warming": warming,
        "peak_mb": round(peak_mb()),
    }
    if server is not None:
        server.cleanup()
    return facts


def _warming(text: str) -> Facts:
    """Seconds until the tables of names are there, which a site makes while it starts; and what the
    first search of the process takes after that."""
    from django.urls import get_resolver

    from _people_store import CLERK
    from repatria.names.warming import warm_beside

    # As the site does before it takes its first request.
    get_resolver().url_patterns  # noqa: B018
    wall, processor = time.perf_counter(), time.process_time()
    warm_beside().join()
    took = time.perf_counter() - wall, time.process_time() - processor
    first = asked(browser(CLERK), "/register/search", q=text)
    return {
        "tables_s": round(took[0], 2),
        "tables_processor_s": round(took[1], 2),
        "first_search_ms": round(first.wall),
    }


def _form(clerk: User, texts: Sequence[Text]) -> Facts:
    from _people_store import CLERK
    from repatria.desks.people.models import Person
    from repatria.desks.people.queries.search import search

    today = date(2026, 6, 1)
    numbers = [person for _, _, person in texts]
    codes = dict(Person.objects.filter(pk__in=numbers).values_list("pk", "code"))
    wall, processor, refused = [], [], 0
    placed: list[tuple[str, int | None]] = []
    lists: list[list[str]] = []
    for text, script, person in texts:
        begun = time.perf_counter(), time.process_time()
        found = search(clerk, text, today)
        wall.append(1e3 * (time.perf_counter() - begun[0]))
        processor.append(1e3 * (time.process_time() - begun[1]))
        refused += found.refused is not None
        own = codes[person]
        lists.append(found.codes)
        placed.append((script, found.codes.index(own) if own in found.codes else None))
    client = browser(CLERK)
    pages = []
    for (text, _, _), expected in zip(texts[:PAGES], lists, strict=False):
        page = asked(client, "/register/search", q=text)
        if _PERSON.findall(page.text) != expected:
            raise SystemExit(f"the page for “{text}” shows others than the search found")
        pages.append(page)
    return {
        "asked": len(texts),
        "refused": refused,
        "recall_at_1": _recall(placed, 1),
        "recall_at_10": _recall(placed, 10),
        "recall_on_the_page": _recall(placed, 50),
        _BY_SCRIPT: {
            script: _recall([each for each in placed if each[0] == script], 10)
            for script in sorted({script for script, _ in placed})
        },
        "search": times(wall, processor),
        "page": spread(pages),
        "statements": statements(client, [("/register/search", {"q": t}) for t, _, _ in texts]),
    }


def _recall(placed: Sequence[tuple[str, int | None]], among: int) -> float:
    hits = sum(at is not None and at < among for _, at in placed)
    return round(hits / len(placed), 4)


if __name__ == "__main__":
    _home = Path(sys.argv[2])
    _texts = made_up.load(_home, "asked")
    print(json.dumps(measured(sys.argv[1], _home, _texts, int(sys.argv[3]))))
