"""The list of contradictions, by day and kind, and the page of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from repatria.desks.common.downloads import Column, csv_response
from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.desks.record.present import as_json, contents
from repatria.desks.record.present.claims import claim_rows
from repatria.desks.record.present.contradictions import (
    ContradictionRow,
    contradiction_rows,
)
from repatria.desks.record.queries import (
    FoundContradiction,
    contradictions,
    names_for,
)
from repatria.desks.record.queries_contradictions import (
    ContradictionView,
    contradiction_view,
    counts_by_kind,
    exchanges_of,
    page_of,
    with_carried,
)
from repatria.desks.record.views import twins
from repatria.desks.record.views.asked import Asked, ask
from repatria.statements.contradiction import ContradictionKind

COLUMNS = (
    Column("key", "#meta+id"),
    Column("kind", "#meta+type"),
    Column("date", "#date+event"),
    Column("known_since", "#date+known"),
    Column("what", "#description"),
    Column("carried", "#description+carried"),
    Column("claims", "#meta+claims+id+list"),
    Column("legs", "#event+leg+code+list"),
    Column("agreement", "#event+agreement+code"),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A kind in the filter, with how many there are."""

    kind: str
    label: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    items: tuple[ContradictionRow, ...]


def _kind(request: HttpRequest) -> str:
    """The kind asked for; a word that is none of them asks for all."""
    given = request.GET.get("kind", "")
    return given if given in set(ContradictionKind) else ""


def listing(request: HttpRequest) -> HttpResponseBase:
    asked, kind = ask(request, with_period=True), _kind(request)
    rows = contradictions(asked.day, kind, asked.start, asked.until)
    shown, view = page_of(rows, request.GET.get("page"), asked.day)
    items = contradiction_rows(view.found, view.names, view.claims, view.retired)
    counts = counts_by_kind(asked.day, asked.start, asked.until)
    files = twins.twins(request, "contradictions")
    title = gettext("Contradictions")
    description = gettext("Statements that cannot all be true, or cannot all be read in one sense.")
    return render(
        request,
        "record/contradictions.html",
        {
            "section": "contradictions",
            "asked": asked,
            "page": shown,
            "days": [Day(day, tuple(group)) for day, group in groupby(items, lambda i: i.day)],
            "kinds": [
                Counted(one.value, str(labels.CONTRADICTIONS[one]), number, one == kind)
                for one, number in counts.items()
                if number or one == kind
            ],
            "kind": kind,
            "total": sum(counts.values()),
            "title": title,
            "description": description,
            "files": files,
            "links": twins.links(files),
            "dataset": twins.dataset(request, files, name=title, description=description),
        },
    )


def listing_data(request: HttpRequest, format: str) -> HttpResponseBase:
    """All pages of the list in one file."""
    asked, kind = twins.sound(ask(request, with_period=True)), _kind(request)
    rows = contradictions(asked.day, kind, asked.start, asked.until)
    found = with_carried(rows, asked.day)
    names = names_for((), found)
    if format == "csv":
        return csv_response("contradictions.csv", COLUMNS, _lines(found, names))
    if format == "json":
        content = {
            "as_known": asked.as_known,
            "from": asked.start,
            "until": asked.until,
            "kind": kind,
            "contradictions": [as_json.contradiction_json(one, names) for one in found],
        }
        return twins.json_file(content, "contradictions")
    files = twins.twins(request, "contradictions")
    about = twins.dataset(
        request, files, name=gettext("Contradictions"), description=gettext("Every contradiction.")
    )
    return twins.jsonld_file(about, "contradictions")


def _lines(found: tuple[FoundContradiction, ...], names: Names) -> Iterator[tuple[object, ...]]:
    for one in found:
        item = one.item
        yield (
            one.key,
            item.kind.value,
            one.day.isoformat(),
            one.since.isoformat(),
            " ".join(map(names.sentence, item.reasons)),
            " ".join(names.sentence(carried.reason) for carried in one.carried),
            "; ".join(item.claims),
            "; ".join(f"{x.exchange} {x.giver}>{x.receiver} {x.track}" for x in item.legs),
            item.agreement,
        )


def _found(asked: Asked, key: str) -> ContradictionView:
    view = contradiction_view(key, asked.day)
    if view is None:
        raise Http404
    return view


def page(request: HttpRequest, key: str) -> HttpResponseBase:
    asked = ask(request)
    view = _found(asked, key)
    (item,) = contradiction_rows((view.found,), view.names, view.claims, view.retired)
    carrying = [one for carried in view.found.carried for one in (carried.giver, carried.receiver)]
    totals = [view.claims[one] for one in dict.fromkeys(carrying) if one in view.claims]
    files = twins.twins(request, "contradiction", key)
    description = " ".join(item.sentences)
    return render(
        request,
        "record/contradiction.html",
        {
            "section": "contradictions",
            "asked": asked,
            "item": item,
            "totals": claim_rows(totals, view.names, retired=view.retired),
            "until": view.until,
            "description": description,
            "files": files,
            "links": twins.links(files),
            "dataset": twins.dataset(request, files, name=item.label, description=description),
        },
    )


def data(request: HttpRequest, format: str, key: str) -> HttpResponseBase:
    asked = twins.sound(ask(request))
    view = _found(asked, key)
    claims, name = list(view.claims.values()), f"contradiction-{key}"
    exchanges = exchanges_of(claims)
    if format == "csv":
        return twins.claims_csv(name, claims, exchanges)
    if format == "json":
        return twins.json_file(contents.of_contradiction(view, asked.as_known), name)
    files = twins.twins(request, "contradiction", key)
    about = twins.dataset(
        request,
        files,
        name=str(labels.CONTRADICTIONS[view.found.item.kind]),
        description=" ".join(map(view.names.sentence, view.found.item.reasons)),
    )
    return twins.jsonld_file(twins.graph(request, about, claims, exchanges), name)
