"""The page of a job, and the piece of it that refreshes itself."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from repatria.desks.common.jobs import services
from repatria.desks.common.jobs.permission import may_see, note_cancelled
from repatria.desks.common.jobs.present import shown
from repatria.desks.common.models import Job


@require_safe
@never_cache
@vary_on_headers("HX-Request")
def one(request: HttpRequest, job_id: int) -> HttpResponse:
    """A job's state. Whoever may not see it learns no more than where there is none."""
    job = _seen(request, job_id)
    only_piece = request.headers.get("HX-Request") == "true"
    template = "common/_job.html" if only_piece else "common/job.html"
    return render(request, template, {"job": shown(job, timezone.now())})


@require_POST
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    """Stop a job: at once where it waits, else when it next tells its progress."""
    job = _seen(request, job_id)
    with transaction.atomic():
        services.cancel(job.pk)
        note_cancelled(request, job)
    return redirect("jobs:one", job.pk)


def _seen(request: HttpRequest, job_id: int) -> Job:
    job = Job.objects.filter(pk=job_id).first()
    if job is None or not may_see(request, job):
        raise Http404
    return job
