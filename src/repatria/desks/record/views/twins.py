"""The same view as files: addresses of its twins, and the answers that carry them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext, override

from repatria.desks.common import downloads
from repatria.desks.record.views.asked import Asked
from repatria.formats.claims_csv import write_claims_csv
from repatria.formats.jsonld import View, claim_jsonld, dataset_jsonld, graph_jsonld
from repatria.statements.claim import Claim
from repatria.statements.record import Exchange

CREATOR = "Repatria"
TYPES = {"csv": "text/csv", "json": "application/json", "jsonld": "application/ld+json"}
_NAMES = {"csv": "CSV", "json": "JSON", "jsonld": "JSON-LD"}
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Twin:
    """A file with the content of a page."""

    format: str
    url: str

    @property
    def type(self) -> str:
        return TYPES[self.format]


def twins(request: HttpRequest, name: str, *codes: str) -> tuple[Twin, ...]:
    """The files of a view, asked for as the page was; a file holds all pages of a list."""
    given = [(key, value) for key, value in request.GET.items() if key != "page" and value]
    query = f"?{urlencode(given)}" if given else ""
    return tuple(
        Twin(format, reverse(f"record:{name}_{format}", args=codes) + query) for format in TYPES
    )


def links(files: Iterable[Twin]) -> tuple[tuple[str, ...], ...]:
    """What `common/_get.html` writes: the table of the page, its files, another day."""
    return (
        ("#table", gettext("table")),
        *((twin.url, _NAMES[twin.format], twin.type) for twin in files),
        ("#id_as_known", gettext("as known on another day")),
    )


def dataset(
    request: HttpRequest, files: Sequence[Twin], *, name: str, description: str
) -> dict[str, Any]:
    """The view as a schema.org data set."""
    absolute = request.build_absolute_uri
    return dataset_jsonld(
        View(
            name=name,
            description=description,
            url=absolute(request.path),
            creator=CREATOR,
            method=absolute(reverse("record:method")),
            files=tuple((twin.type, absolute(twin.url)) for twin in files),
            variables=(gettext("figures, by who said them"),),
        )
    )


def graph(
    request: HttpRequest,
    about: dict[str, Any],
    claims: Iterable[Claim],
    exchanges: Mapping[str, Exchange],
) -> dict[str, Any]:
    """A data set with its claims; a claim's address is its place on the page of its source."""
    nodes = [
        claim_jsonld(
            claim,
            url=request.build_absolute_uri(claim_address(claim)),
            interpreter=CREATOR,
            exchange=exchanges.get(claim.exchange),
        )
        for claim in claims
    ]
    return graph_jsonld([about, *nodes])


def claim_address(claim: Claim) -> str:
    """Where a claim stands: on its exchange's page, else on its source's; in no reader's language,
    because the address is also its name."""
    with override(settings.LANGUAGE_CODE):
        if claim.exchange:
            page = reverse("record:exchange", args=[claim.exchange])
        else:
            page = reverse("record:source", args=[claim.source.key])
    return f"{page}#claim-{claim.id}"


def claims_csv(
    name: str, claims: Iterable[Claim], exchanges: Mapping[str, Exchange]
) -> HttpResponseBase:
    """Claims as a table that can be taken in again."""
    answer = StreamingHttpResponse(
        write_claims_csv(claims, exchanges), content_type="text/csv; charset=utf-8; header=present"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(name, "csv")}"'
    return answer


def json_file(value: Any, name: str) -> HttpResponseBase:
    return downloads.json_response(value, file_name(name, "json"))


def jsonld_file(value: Any, name: str) -> HttpResponseBase:
    return downloads.jsonld_response(value, file_name(name, "jsonld"))


def file_name(name: str, format: str) -> str:
    """A plain name for a download, whatever signs a code holds."""
    return f"{_UNSAFE.sub('-', name).strip('-') or 'record'}.{format}"


def sound(asked: Asked) -> Asked:
    """A file has no place for an error beside a field: a wrong day is a wrong request."""
    if asked.form.errors:
        raise BadRequest(
            "; ".join(str(text) for texts in asked.form.errors.values() for text in texts)
        )
    return asked
