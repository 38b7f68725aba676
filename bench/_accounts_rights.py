"""What checking rights costs the record's pages, at full size: without any of it, as the public has
it, and signed in; each page asked in turn by three clients. Run in a process of its own:
`python _accounts_rights.py CLAIMS`."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

OF_EACH = 25
"""Addresses of every kind of page."""
_OF_RIGHTS = (
    "django.contrib.sessions", "django.middleware.csrf", "django.contrib.auth",
    "django.contrib.messages", "allauth", "repatria.desks.accounts",
)  # fmt: skip


def main() -> None:
    from _accounts_store import ADDRESS, BROWSER, signed_in
    from _record_desk import load, pages

    cookie = signed_in(1)[0]
    load(int(sys.argv[1]))
    from django.conf import settings
    from django.test import Client
    from django.test.utils import override_settings

    bare = [each for each in settings.MIDDLEWARE if not each.startswith(_OF_RIGHTS)]
    known: dict[str, Any] = {
        "SERVER_NAME": "localhost", "HTTP_USER_AGENT": BROWSER, "REMOTE_ADDR": ADDRESS
    }  # fmt: skip
    with override_settings(MIDDLEWARE=bare):
        without = Client(**known)
        without.get("/method")
    public, reader = Client(**known), Client(**known)
    reader.cookies[settings.SESSION_COOKIE_NAME] = cookie
    clients = {"bare": without, "public": public, "signed_in": reader}
    found: dict[str, dict[str, float]] = {}
    for kind, addresses in pages().items():
        times: dict[str, list[float]] = {name: [] for name in clients}
        for client in clients.values():
            _asked(client, addresses[0])
        for address in addresses[:OF_EACH]:
            for name, client in clients.items():
                times[name].append(_asked(client, address))
        found[kind] = {name: round(sorted(each)[len(each) // 2], 2) for name, each in times.items()}
    shown = reader.get("/press/documents/").status_code
    print(json.dumps({"pages": found, "signed_in_reads_the_desk": shown == 200}))


def _asked(client: Any, page: str) -> float:
    begun = time.perf_counter()
    answer = client.get(page)
    taken = (time.perf_counter() - begun) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{page}: {answer.status_code}")
    return taken


if __name__ == "__main__":
    main()
