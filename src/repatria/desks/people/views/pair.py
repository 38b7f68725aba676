"""Two records side by side, and the judgement on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from repatria.desks.accounts import sessions
from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.sentences import told_error
from repatria.desks.people.judging_forms import JudgeForm
from repatria.desks.people.judging_page import row_words, weights_of
from repatria.desks.people.judging_rule import Ask
from repatria.desks.people.judging_words import RULE, asks_words
from repatria.desks.people.models import JudgementVerdict, Person
from repatria.desks.people.queries import links as held_links
from repatria.desks.people.queries.sides import sides
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import PERSON
from repatria.desks.people.services.judging import AskedAgain, judge
from repatria.desks.people.views.common import found, page_of, reader, said_purpose

_MOST_OFFERED = 8


@require_safe
def pair(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Both are noted as read, with what for, before the page is sent."""
    left, right = _two(request, one, other)
    said_purpose(request)
    return _page(request, left, right, JudgeForm())


@require_POST
def judge_pair(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Hold a judgement, or show the page again where it is asked about twice; then on to the next
    pair of the queue."""
    require(request.user, Action.JUDGE, FieldClass.IDENTITY)
    left, right = _two(request, one, other)
    said_purpose(request)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        return _page(request, left, right, form)
    given = form.cleaned_data
    before = held_links.candidate_of(request.user, left.pk, right.pk)
    after = held_links.neighbours(request.user, before)[1] if before is not None else None
    try:
        made = judge(
            left, right, given["verdict"], reader(request), given["why"],
            confirmed=given["confirmed"], session=sessions.name_of(request),
        )  # fmt: skip
    except PermissionDenied:
        raise
    except AskedAgain as error:
        return _page(request, left, right, form, error.asks)
    except PeopleError as error:
        form.add_error(None, told_error(error))
        return _page(request, left, right, form)
    address = reverse("people:pair", args=[left.code, right.code])
    if after is not None:
        address = reverse("people:pair", args=[after.one.code, after.other.code])
    return HttpResponseRedirect(f"{address}?judged={made.code}")


def _two(request: HttpRequest, one: str, other: str) -> tuple[Person, Person]:
    left = found(request, one)
    if one == other:
        raise Http404
    return left, found(request, other)


def _page(
    request: HttpRequest, left: Person, right: Person, form: JudgeForm, asks: Sequence[Ask] = ()
) -> HttpResponse:
    user = reader(request)
    if asks:
        form["why"].help_text = ""
    held = sides(user, left, right)
    candidate = held_links.candidate_of(user, left.pk, right.pk)
    before, after = (
        held_links.neighbours(user, candidate) if candidate is not None else (None, None)
    )
    judged = held_links.judgements_on(user, left.pk, right.pk)
    offered = held_links.offered(user, (left.pk, right.pk), _MOST_OFFERED + 1)
    own = next((e for e in judged if e.withdrawn_at is None and e.party_id == user.party_id), None)
    may_judge = can(user, Action.JUDGE, FieldClass.IDENTITY)
    context: dict[str, Any] = {
        "left": left,
        "right": right,
        "rows": [row_words(each) for each in held.rows],
        "weights": weights_of(candidate, held, left, right) if candidate is not None else None,
        "before": before,
        "after": after,
        "judged": judged,
        "in_force": next((each for each in judged if each.withdrawn_at is None), None),
        "own": own,
        "offered": [e for e in offered if {e.of.pk, e.person.pk} != {left.pk, right.pk}][
            :_MOST_OFFERED
        ],
        "form": form,
        "asks": asks_words(asks, held.evidence),
        "rule": RULE,
        "may_judge": may_judge,
        "judging": may_judge and (own is None or own.verdict == JudgementVerdict.UNSURE),
        "just_judged": _just(request),
    }
    response = page_of(request, "pair.html", context, 422 if form.is_bound else 200)
    if request.method != "HEAD":
        for person, beside in ((left, right), (right, left)):
            note_request(
                request, Action.VIEW, PERSON, person.code,
                field_classes=_classes(request), detail={"subject": beside.code},
            )  # fmt: skip
    return response


def _classes(request: HttpRequest) -> list[FieldClass]:
    both = (FieldClass.IDENTITY, FieldClass.STATUS)
    return [each for each in both if can(request.user, Action.VIEW, each)]


def _just(request: HttpRequest) -> Any:
    code = request.GET.get("judged", "")
    return held_links.judgement(request.user, code) if code else None
