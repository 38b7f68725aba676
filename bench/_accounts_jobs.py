"""A job that reports progress ten times a second, and a worker for it: it runs beside the load."""

from __future__ import annotations

import os
import sys
import time


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "repatria.desks.settings"
    import django

    django.setup()
    from repatria.desks.common.jobs import Context, enqueue, job
    from repatria.desks.common.jobs.worker import Worker

    seconds, name = float(sys.argv[1]), f"bench.{sys.argv[2]}"

    @job(name, title="Bench")
    def work(context: Context, _payload: object) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            context.progress(round(time.monotonic()), round(until), "working")
            time.sleep(0.1)

    enqueue(name, {})
    Worker().run(once=True)


if __name__ == "__main__":
    main()
