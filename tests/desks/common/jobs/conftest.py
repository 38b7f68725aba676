"""Kinds of jobs that live for one test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from repatria.desks.common.jobs import registry
from repatria.desks.common.models import Job


@pytest.fixture(autouse=True)
def _kinds_of_one_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    registry.load()
    monkeypatch.setattr(registry, "_KINDS", {})
    monkeypatch.setattr(registry, "_PERIODIC", {})
    with override("en"):
        yield


@pytest.fixture
def lapse(db: None) -> Callable[[Job], None]:
    """Let the lease of a running job run out, or the pause of a waiting one."""

    def let(job: Job) -> None:
        past = timezone.now() - timedelta(seconds=1)
        Job.objects.filter(pk=job.pk, lease_until__isnull=False).update(lease_until=past)
        Job.objects.filter(pk=job.pk).update(run_after=past)

    return let
