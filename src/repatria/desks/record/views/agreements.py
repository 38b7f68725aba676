"""Agreements: the list, and the page of one with its readings side by side."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from repatria.desks.common.downloads import csv_response
from repatria.desks.record.labels import Names
from repatria.desks.record.present import agreement_files, contents
from repatria.desks.record.present.agreements import agreement_page, agreement_row
from repatria.desks.record.queries_agreements import (
    AgreementData,
    agreement_data,
    agreements,
    page_of_agreements,
    parties,
)
from repatria.desks.record.queries_overview import under_agreements
from repatria.desks.record.views import twins
from repatria.desks.record.views.addresses import addresses
from repatria.desks.record.views.asked import Asked, ask


def _about() -> tuple[str, str]:
    return gettext("Agreements"), gettext(
        "What was agreed, as each side tells it, and the exchanges that followed."
    )


def listing(request: HttpRequest) -> HttpResponseBase:
    asked = ask(request)
    page, found = page_of_agreements(agreements(asked.day), request.GET.get("page"), asked.day)
    names = Names(parties())
    files = twins.twins(request, "agreements")
    title, description = _about()
    return render(
        request,
        "record/agreements.html",
        {
            "section": "agreements",
            "asked": asked,
            "page": page,
            "rows": [agreement_row(one, names) for one in found],
            "title": title,
            "description": description,
            "files": files,
            "links": twins.links(files),
            "dataset": twins.dataset(request, files, name=title, description=description),
        },
    )


def listing_data(request: HttpRequest, format: str) -> HttpResponseBase:
    """All pages of the list in one file."""
    asked = twins.sound(ask(request))
    found = under_agreements(agreements(asked.day), asked.day)
    if format == "csv":
        rows = agreement_files.cells(found)
        return csv_response("agreements.csv", agreement_files.COLUMNS, rows)
    if format == "json":
        held = agreement_files.listing_json(found, Names(parties()))
        return twins.json_file({"as_known": asked.as_known, "agreements": held}, "agreements")
    title, description = _about()
    files = twins.twins(request, "agreements")
    about = twins.dataset(request, files, name=title, description=description)
    return twins.jsonld_file(about, "agreements")


def _found(asked: Asked, code: str) -> AgreementData:
    found = agreement_data(code, asked.day)
    if found is None:
        raise Http404
    return found


def page(request: HttpRequest, code: str) -> HttpResponseBase:
    asked = ask(request)
    shown = agreement_page(_found(asked, code), addresses(asked.query))
    files = twins.twins(request, "agreement", code)
    description = " ".join(text for topic in shown.topics for text in topic.why)
    return render(
        request,
        "record/agreement.html",
        {
            "section": "agreements",
            "asked": asked,
            "page": shown,
            "title": shown.name,
            "description": description,
            "files": files,
            "links": twins.links(files),
            "dataset": twins.dataset(request, files, name=shown.name, description=description),
        },
    )


def data(request: HttpRequest, format: str, code: str) -> HttpResponseBase:
    """The CSV holds the statements on the agreement and on its exchanges together."""
    asked = twins.sound(ask(request))
    found = _found(asked, code)
    name = f"agreement-{code}"
    exchanges = {exchange.code: exchange for exchange in found.view.exchanges}
    claims = {claim.id: claim for claim in (*found.view.claims, *found.said.claims)}
    if format == "csv":
        return twins.claims_csv(name, claims.values(), exchanges)
    if format == "json":
        return twins.json_file(contents.of_agreement(found, asked.as_known), name)
    files = twins.twins(request, "agreement", code)
    shown = agreement_page(found, addresses(asked.query))
    about = twins.dataset(
        request,
        files,
        name=shown.name,
        description=" ".join(text for topic in shown.topics for text in topic.why),
    )
    return twins.jsonld_file(twins.graph(request, about, claims.values(), exchanges), name)
