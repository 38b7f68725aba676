"""The press desk in a process of its own, which a test kills between the two commits.

    python trial_press.py fill | die | work | tell

`fill` has two people agree about a claim; `die` runs the job and is killed after the public store
took the claim and before the exchange store knows of it; `work` lets a worker do what waits, after
the lease of the dead one has run out; `tell` prints what both stores hold.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "repatria.desks.settings"


def fill() -> None:
    from people import member, party
    from press_work import ARTICLE, SAID, entered, load_record, seconded
    from repatria.desks.accounts.models import Standing
    from repatria.desks.accounts.rights import Role
    from repatria.desks.press.services import About, add_text, sheets

    with tempfile.TemporaryDirectory() as folder:
        load_record(Path(folder))
    one, two = (member(Role.PRESS, of=party("A", Standing.PARTY)) for _ in range(2))
    article = add_text(one, About(title="At the bridge", published=str(SAID)), ARTICLE).document
    seconded(sheets.propose([entered(article, one)], one, "one"), two)


def die() -> None:
    from press_work import work
    from repatria.desks.press.services import publishing

    def killed(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    publishing._settle = killed
    work()


def work() -> None:
    from django.utils import timezone

    import press_work
    from repatria.desks.common.models import Job

    Job.objects.filter(state="running").update(lease_until=timezone.now() - timedelta(seconds=1))
    press_work.work()


def tell() -> None:
    from repatria.desks.accounts.models import Proposal
    from repatria.desks.press.models import ClaimDraft
    from repatria.desks.record import models as public

    draft = ClaimDraft.objects.get()
    held = {
        "public": public.Claim.objects.filter(code=draft.claim_id).count(),
        "intakes": public.Intake.objects.filter(file__startswith="press").count(),
        "changes": public.Change.objects.filter(subject=draft.claim_id).count(),
        "draft": draft.state,
        "proposal": Proposal.objects.get().state,
    }
    print(json.dumps(held))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    django.setup()
    from repatria.cli.store import open_store

    open_store()
    {"fill": fill, "die": die, "work": work, "tell": tell}[sys.argv[1]]()
