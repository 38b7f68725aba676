"""The WSGI entry: what it begins with the first request."""

from __future__ import annotations

import pytest
from django.dispatch import Signal

from repatria.desks import wsgi
from repatria.names import warming


def test_names_are_made_ready_from_the_first_request_on(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []
    # One of its own: Django's also closes connections, which a test may not.
    started = Signal()
    started.connect(wsgi._warm)
    monkeypatch.setattr(wsgi, "request_started", started)
    monkeypatch.setattr(warming, "warm_beside", lambda: begun.append(1))
    for _ in range(2):
        started.send(sender=wsgi)
    assert begun == [1]
