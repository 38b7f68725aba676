"""Background jobs: work that outlives the page that asked for it, and a crash of who does it.

A desk writes its jobs in its module `jobs`, which every worker imports:

    @job("press.publish", title=_("Publishing"), lease=timedelta(minutes=5))
    def publish(context: Context, payload: dict[str, Any]) -> None:
        draft = Draft.objects.get(pk=payload["draft"])
        for number, claim in enumerate(draft.claims, 1):
            ...                                          # compute; nothing is written yet
            context.progress(number, draft.size, message("checking"))
        with context.commit() as effect:                 # written once, together with “done”
            draft.mark_published()
            effect.result = {"claims": draft.size}

and asks for one in a service, inside the transaction of what it follows from:

    enqueue("press.publish", {"draft": draft.pk}, key=f"draft {draft.pk}", asked_by=user.code)

A job is begun again after a crash, from its beginning, so it must bear that:

- What it writes into the exchange store belongs into `context.commit()`, all of it. There, and only
  there, it happens once: a worker that was thought dead and wakes up gets `LeaseLost`. What is too
  much for one transaction goes ahead of it in `context.unseen()`, part by part, where nothing shows
  it before the commit.
- What it writes elsewhere (another store, a file, a message) happens at least once. Write it so
  that the second time changes nothing (a row under a key that follows from the payload, a file of a
  name that does), inside `flushed(store)` where it is a store, and commit “done” after that.
- The payload holds codes and no names: what they stand for is read when the job runs.
- It calls `context.progress` more often than its lease is long, and outside of long transactions of
  the exchange store. That is also where it is cancelled.
- It raises `Refused`, or another sentence of Repatria's own errors, where a person must act. Only
  `Refused` and `InputError` end it at once; anything else is tried again later.
"""

from repatria.desks.common.jobs.context import Context
from repatria.desks.common.jobs.errors import Cancelled, JobError, LeaseLost, Refused, Stopped
from repatria.desks.common.jobs.flushed import flushed
from repatria.desks.common.jobs.registry import every, job
from repatria.desks.common.jobs.services import cancel, enqueue, retry

__all__ = [
    "Cancelled",
    "Context",
    "JobError",
    "LeaseLost",
    "Refused",
    "Stopped",
    "cancel",
    "enqueue",
    "every",
    "flushed",
    "job",
    "retry",
]
