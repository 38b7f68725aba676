"""A browser of the register's bench: pages asked for as somebody's browser does, and their times.

The whole handler is in it: middleware, rights, queries, rendering, and the entry in the access log.
Processor time is that of this process; a PostgreSQL server's is not in it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from _measure import Facts, median

if TYPE_CHECKING:
    from django.test import Client

MOST_MEDIAN_MS = 150.0
_COUNTED = 15
"""Of each kind of page, how many are asked for once more to count what they ask of the store."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One page: its text, and what it took in milliseconds."""

    text: str
    wall: float
    processor: float


def browser(email: str) -> Client:
    """A browser in which this person is signed in, who has said what for."""
    from django.test import Client

    from _accounts_store import ADDRESS, BROWSER, session_of
    from repatria.desks.accounts.access.services import PURPOSE
    from repatria.desks.accounts.models import User

    key = session_of(User.objects.get(email=email))
    client = Client(SERVER_NAME="localhost", HTTP_USER_AGENT=BROWSER, REMOTE_ADDR=ADDRESS)
    client.cookies["repatria-session"] = key
    session = client.session
    session[PURPOSE] = "exchange"
    session.save()
    return client


def asked(client: Client, address: str, **data: str) -> Answer:
    """One page. Raises SystemExit where it is not what was asked for."""
    wall, processor = time.perf_counter(), time.process_time()
    answer: Any = client.get(address, data)
    took = time.perf_counter() - wall, time.process_time() - processor
    if answer.status_code != 200:
        raise SystemExit(f"{address} {data}: {answer.status_code} {answer.headers.get('Location')}")
    return Answer(answer.content.decode(), took[0] * 1e3, took[1] * 1e3)


def statements(client: Client, pages: Sequence[tuple[str, dict[str, str]]]) -> int:
    """The most statements that one of some of these pages takes to the store."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    most = 0
    for address, data in pages[:_COUNTED]:
        with CaptureQueriesContext(connections["default"]) as caught:
            asked(client, address, **data)
        most = max(most, len(caught))
    return most


def spread(answers: Iterable[Answer]) -> Facts:
    """Median and 95th percentile."""
    found = list(answers)
    return times([each.wall for each in found], [each.processor for each in found])


def times(wall: Sequence[float], processor: Sequence[float]) -> Facts:
    """The same of milliseconds."""
    ordered = sorted(wall)
    return {
        "median_ms": round(median(ordered), 1),
        "p95_ms": round(ordered[int(0.95 * len(ordered))], 1),
        "processor_median_ms": round(median(processor), 1),
    }
