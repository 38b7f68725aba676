"""Jobs for tests, and real processes that run them.

`python trial_jobs.py` is a nursery: it has Repatria loaded and forks workers on demand, each the
command `repatria jobs run` with these jobs in it. A fork takes a tenth of what a fresh start would,
so a test can kill a hundred of them. `python trial_jobs.py beside` is the worker that the site has
beside it, with these jobs.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from datetime import timedelta

SECOND = "vault"
"""The second store of the trials."""
LEASE = timedelta(seconds=0.15)
STEPS = 12
PACE = 0.01
SPAN = 16 * PACE
"""Seconds that a job of the story takes, somewhat more."""


def register() -> None:
    """Make the trial jobs known, and no others; the store must be open."""
    from django.db import connections

    from repatria.desks.common.jobs import flushed, job, registry

    registry.load()
    registry._KINDS.clear()
    registry._PERIODIC.clear()

    def execute(store, sql, *values):
        with connections[store].cursor() as cursor:
            cursor.execute(sql, values)

    def slow(context):
        for step in range(STEPS):
            time.sleep(PACE)
            context.progress(step + 1, STEPS, "working")

    @job("trial.once", lease=LEASE, losses=10_000)
    def once(context, payload):
        """Steps, then an effect of several rows that nothing keeps from being there twice."""
        slow(context)
        with context.commit() as effect:
            for part in range(3):
                execute("default", "insert into trial_effect values (%s, %s)", context.id, part)
                time.sleep(PACE)
            effect.result = {"parts": 3}

    @job("trial.both", lease=LEASE, losses=10_000)
    def both(context, payload):
        """An effect in the second store, then one in the first."""
        slow(context)
        with flushed(SECOND):
            sql = "insert into trial_second values (%s) on conflict do nothing"
            execute(SECOND, sql, context.id)
            time.sleep(PACE)
        time.sleep(PACE)
        with context.commit():
            execute("default", "insert into trial_effect values (%s, 0)", context.id)
            time.sleep(PACE)

    @job("trial.dies", lease=LEASE, losses=3)
    def dies(context, payload):
        """Takes its worker along, at the moment named."""
        kill = lambda: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
        once = context.losses < payload.get("times", 1)
        if once and payload["at"] == "before":
            kill()
        with context.commit():
            execute("default", "insert into trial_effect values (%s, 0)", context.id)
            if once and payload["at"] == "within":
                kill()
        if payload["at"] == "after":
            kill()

    @job("trial.quick", lease=timedelta(seconds=60))
    def quick(context, payload):
        time.sleep(PACE)
        with context.commit():
            execute("default", "insert into trial_effect values (%s, 0)", context.id)

    @job("trial.waits", lease=timedelta(seconds=60))
    def waits(context, payload):
        """Tells its progress until it is stopped."""
        while True:
            context.progress(0, 0, "waiting")
            time.sleep(0.02)


def tables() -> None:
    """The tables of the trials, in the two stores."""
    from django.db import connections

    for store, name, columns in (
        ("default", "trial_effect", "job bigint, part bigint"),
        (SECOND, "trial_second", "job bigint primary key"),
    ):
        with connections[store].cursor() as cursor:
            cursor.execute(f"create table if not exists {name} ({columns})")


def ask(name, payload, key=""):
    from repatria.desks.common.jobs import enqueue

    return enqueue(name, payload, key=key).pk


def cancel(number):
    from repatria.desks.common.jobs import cancel

    return cancel(number).state


def jobs():
    """Every job, as far as the trials look at it; `pid` is its worker's process."""
    from repatria.desks.common.models import Job

    fields = ("pk", "name", "state", "fence", "attempts", "losses", "stage", "reason", "result")
    return [
        {**row, "pid": int(worker.split(":")[-2]) if (worker := row.pop("worker")) else None}
        for row in Job.objects.order_by("pk").values(*fields, "worker")
    ]


def effects():
    """What the jobs have left in the first store and in the second."""
    from django.db import connections

    found = []
    for store, table in (("default", "trial_effect"), (SECOND, "trial_second")):
        with connections[store].cursor() as cursor:
            cursor.execute(f"select * from {table}")
            found.append(sorted(cursor.fetchall()))
    return found


def forget():
    from django.db import connections

    for store, table in (
        ("default", "common_job"),
        ("default", "trial_effect"),
        (SECOND, "trial_second"),
    ):
        with connections[store].cursor() as cursor:
            cursor.execute(f"delete from {table}")


def _fork(run) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        os.dup2(0, 1)
        run()
        code = 0
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        traceback.print_exc()
    os._exit(code)


def _start(*arguments) -> int:
    from repatria.cli.main import run

    sys.argv = ["repatria", "jobs", "run", *arguments]
    return _fork(run)


def _start_asking(name, key, times) -> int:
    return _fork(lambda: [ask(name, {}, f"{key} {number}") for number in range(times)])


def main() -> None:
    from django.db import connections

    from repatria.cli.store import open_store

    open_store()
    register()
    tables()
    from repatria.desks.common.jobs import worker

    # Look for work as often as the leases here are short.
    worker._LOOK = worker._NAP = 0.02

    if sys.argv[1:] == ["beside"]:
        from repatria.cli.jobs_beside import main as beside

        beside()
        return
    orders = {
        "start": _start,
        "start_asking": _start_asking,
        "wait": lambda pid: os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]),
        **{each.__name__: each for each in (ask, cancel, jobs, effects, forget)},
    }
    connections.close_all()
    print("null", flush=True)
    for line in iter(sys.stdin.readline, ""):
        order, *arguments = json.loads(line)
        answer = orders[order](*arguments)
        # No connection may be shared with a worker to come.
        connections.close_all()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
