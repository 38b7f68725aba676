"""People at work on a running site: requests at a fixed rate, whoever is free sends the next, and
the time of each from the moment at which it was due."""

from __future__ import annotations

import http.client
import itertools
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from _accounts_store import BROWSER, TEXT

_FORM = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
READ = (
    "/", "/?from=2025-06-09&until=2025-06-16", "/agreements", "/contradictions", "/sources",
    "/method", "/changes", "/press/documents/", "/press/documents/{document}",
)  # fmt: skip
"""What people read: the public record, and the desk's own pages, which are written into the log."""


@dataclass
class Load:
    """What came of it: milliseconds by page, and answers by status."""

    times: list[tuple[str, float]] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    late_ms: float = 0.0
    """How much later than due the last request was sent."""

    def percentile(self, share: float, which: str = "") -> float:
        found = sorted(taken for page, taken in self.times if page.startswith(which))
        return found[min(len(found) - 1, int(share * len(found)))] if found else 0.0


class Person:
    """One browser with one session on one of the serving processes."""

    def __init__(self, number: int, port: int, cookie: str, documents: Sequence[str]) -> None:
        self.port, self.cookie, self.documents = port, cookie, documents
        self.pick = random.Random(number)
        self.number = number
        self.form = ""
        self.connection: http.client.HTTPConnection | None = None

    def read(self) -> tuple[str, int]:
        page = self.pick.choice(READ)
        path = page.format(document=self.pick.choice(self.documents))
        return page, self.asked("GET", path)[0]

    def write(self, at: int) -> tuple[str, int]:
        """Paste a document: stored, hashed, noted in the log."""
        path = "/press/documents/paste"
        if not self.form:
            _, body = self.asked("GET", path)
            found = _FORM.search(body)
            self.form = found[1] if found else ""
        text = TEXT.format(number=f"{self.number}-{at}-{time.time_ns()}")
        told = {
            "csrfmiddlewaretoken": self.form, "title": f"Synthetic {at}", "outlet": "Synthetic",
            "text": text, "language": "en", "whole": "1",
        }  # fmt: skip
        return "POST " + path, self.asked("POST", path, urlencode(told))[0]

    def asked(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        for attempt in range(2):
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            headers = {
                "User-Agent": BROWSER, "Cookie": f"repatria-session={self.cookie}{self._token()}",
                "Host": f"127.0.0.1:{self.port}",
            }  # fmt: skip
            if body is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                headers["Origin"] = f"http://127.0.0.1:{self.port}"
            try:
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
                text = answer.read().decode("utf-8", "replace")
            except (OSError, http.client.HTTPException):
                self.connection = None  # closed while idle: asked again, once
                if attempt:
                    raise
                continue
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie" and value.startswith("repatria-form="):
                    self._cookie = value.split(";")[0]
            return answer.status, text
        raise AssertionError

    _cookie = ""

    def _token(self) -> str:
        return f"; {self._cookie}" if self._cookie else ""


def under_load(people: Sequence[Person], rate: float, seconds: float, writes: float) -> Load:
    """So many requests a second for so long; a share of `writes` writes."""
    load, lock = Load(), threading.Lock()
    turns = itertools.count()
    begun = time.perf_counter() + 0.5
    last = int(rate * seconds)

    def work(person: Person) -> None:
        while True:
            with lock:
                turn = next(turns)
            if turn >= last:
                return
            due = begun + turn / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            late = time.perf_counter() - due
            try:
                writing = (turn * writes) % 1 < writes
                page, status = person.write(turn) if writing else person.read()
                answer = str(status)
            except (OSError, http.client.HTTPException) as error:
                page, answer = "none", type(error).__name__
            taken = (time.perf_counter() - due) * 1000
            with lock:
                load.times.append((page, taken))
                load.answers[answer] += 1
                load.late_ms = max(load.late_ms, late * 1000)

    threads = [threading.Thread(target=work, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return load
