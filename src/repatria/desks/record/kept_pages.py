"""Pages of the public record, made once and kept until the record changes.

They are the same for every reader but for a few pieces (`common.pieces`), which are put in each
time. Each process keeps its own. A page is made anew when a statement was taken in, on another day
(“as known” defaults to today), and after a minute in any case.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language

from repatria.desks.common import pieces
from repatria.desks.record.models import Change, Intake
from repatria.desks.router import PUBLIC

SECONDS = 60.0
"""How long a page is kept at most: verdicts can be computed anew without a statement."""
NAMESPACE = "record"
_MAKERS = 64
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it was made, with marks in the places of the reader's pieces."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    made: float

    @property
    def old(self) -> bool:
        return time.monotonic() - self.made > SECONDS


class Kept:
    """The pages kept, the longest unasked going first when they are more than so many bytes."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = threading.Lock()
        self._making = tuple(threading.Lock() for _ in range(_MAKERS))

    def get(self, key: Key) -> Page | None:
        """A page, however old."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def page(self, key: Key, make: Callable[[], Page | None]) -> Page | None:
        """The page, made where it is not there or is old. One thread makes it: the others wait, or
        have the old one meanwhile. None where what was made is not to be kept."""
        page = self.get(key)
        if page is not None and not page.old:
            return page
        lock = self._making[hash(key) % _MAKERS]
        if not lock.acquire(blocking=page is None):
            return page
        try:
            meanwhile = self.get(key)
            if meanwhile is not None and not meanwhile.old:
                return meanwhile
            made = make()
            if made is not None:
                self.put(key, made)
            return made
        finally:
            lock.release()

    def put(self, key: Key, page: Page) -> None:
        with self._lock:
            old = self._pages.pop(key, None)
            self.size += len(page.content) - (len(old.content) if old else 0)
            self._pages[key] = page
            while self.size > self.most:
                _, gone = self._pages.popitem(last=False)
                self.size -= len(gone.content)


class KeptPages:
    """Middleware, the last: what stands before it has let the reader through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.kept = Kept(settings.REPATRIA_KEPT_PAGES_MB * 1_000_000)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, named: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if not self.kept.most or request.method != "GET" or match is None:
            return None
        if match.namespaces != [NAMESPACE] or request.headers.get("HX-Request"):
            return None
        version = _version()
        if version is None:
            return None
        key = (
            version, date.today(), get_language(), request.scheme, request.get_host(),
            request.get_full_path(),
        )  # fmt: skip
        refused: list[HttpResponseBase] = []

        def make() -> Page | None:
            pieces.apart(request)
            try:
                made: HttpResponseBase = view(request, *args, **named)
            finally:
                pieces.together(request)
            if isinstance(made, HttpResponse):
                if made.status_code == 200 and not made.cookies:
                    return Page(made.content, tuple(made.headers.items()), time.monotonic())
                made.content = pieces.filled(made.content, request)
            refused.append(made)
            return None

        page = self.kept.page(key, make)
        if page is None:
            return refused[0]
        return HttpResponse(pieces.filled(page.content, request), headers=dict(page.headers))


def _version() -> tuple[object, ...] | None:
    """What changes whenever something is taken into the record. None where the store does not
    answer: a page that asks it nothing is there without it."""
    tables = (Intake._meta.db_table, Change._meta.db_table)
    asked = ", ".join(
        # Both by the primary key, however long the tables are.
        f"(SELECT MAX(id) FROM {each}), "  # noqa: S608, own names
        f"(SELECT at FROM {each} ORDER BY id DESC LIMIT 1)"
        for each in tables
    )
    try:
        with connections[PUBLIC].cursor() as cursor:
            cursor.execute(f"SELECT {asked}")
            found: tuple[object, ...] = cursor.fetchone()
    except DatabaseError:
        return None
    return found
