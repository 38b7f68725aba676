"""Statements and views of them in schema.org's vocabulary, as JSON-LD (https://schema.org/Claim).

A statement is a `Claim`. It is no `ClaimReview`: that type gives a reviewer's rating of a claim,
and nobody here rates one. `text` is a paraphrase and is marked as one; `author` is who spoke, and
`claimInterpreter` who put it into these words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from repatria.base.dates import Period
from repatria.formats.claim_json import Json
from repatria.statements.claim import Claim, Source, Speaker
from repatria.statements.record import Exchange
from repatria.statements.vocabulary import Voice

CONTEXT = "https://schema.org"
PARAPHRASE = "A paraphrase of the statement; the words of the source are not held."
QUOTED = "A paraphrase of the statement, beside a short quotation of the source."


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page of the record as a data set; `files` are the (media type, address) of its forms."""

    name: str
    description: str
    url: str
    creator: str
    method: str
    """The address of the page on how the figures come about."""
    covers: Period | None = None
    files: Sequence[tuple[str, str]] = ()
    variables: Sequence[str] = ()


def claim_jsonld(
    claim: Claim, *, url: str, interpreter: str, exchange: Exchange | None = None
) -> Json:
    """The statement as a `Claim`; `url` is its own address, `interpreter` who paraphrased it."""
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "Claim",
            "@id": url,
            "url": url,
            "identifier": claim.id,
            "text": claim.paraphrase,
            "disambiguatingDescription": _told(claim),
            "author": _speaker(claim.speaker, claim.source),
            "claimInterpreter": _filled({"@type": "Organization", "name": interpreter}),
            "datePublished": claim.said_on.text,
            "hasPart": {"@type": "Quotation", "text": claim.quote} if claim.quote else None,
            "appearance": _source(claim.source),
            "temporalCoverage": "" if claim.covers is None else coverage(claim.covers),
            "about": None if exchange is None else _event(exchange),
            "creativeWorkStatus": "" if claim.withdrawn_on is None else "withdrawn",
        }
    )


def _told(claim: Claim) -> str:
    if not claim.paraphrase:
        return ""
    return QUOTED if claim.quote else PARAPHRASE


def dataset_jsonld(view: View) -> Json:
    """A view as a `Dataset` with its downloads."""
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": view.url,
            "url": view.url,
            "name": view.name,
            "description": view.description,
            "creator": _filled({"@type": "Organization", "name": view.creator}),
            "isAccessibleForFree": True,
            "measurementTechnique": view.method,
            "temporalCoverage": "" if view.covers is None else coverage(view.covers),
            "variableMeasured": list(view.variables),
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address}
                for kind, address in view.files
            ],
        }
    )


def catalog_jsonld(*, name: str, description: str, url: str, views: Iterable[View]) -> Json:
    """The whole record as a `DataCatalog` of its views."""
    return {
        "@context": CONTEXT,
        "@type": "DataCatalog",
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "dataset": [without_context(dataset_jsonld(view)) for view in views],
    }


def graph_jsonld(nodes: Iterable[Json]) -> Json:
    """Several nodes in one document."""
    return {"@context": CONTEXT, "@graph": [without_context(node) for node in nodes]}


def without_context(node: Json) -> Json:
    return {name: value for name, value in node.items() if name != "@context"}


def coverage(period: Period) -> str:
    """The period as ISO 8601 has it, with `..` for an open end."""
    start = "" if period.start is None else period.start.text
    end = "" if period.end is None else period.end.text
    return start if start == end else f"{start or '..'}/{end or '..'}"


def _speaker(speaker: Speaker, source: Source) -> Json:
    if speaker.voice is Voice.MEDIA:
        return {"@type": "Organization", "name": source.outlet or speaker.name}
    # An author is a Person or an Organization, and of an office or its holder it is not known
    # which: the type is left out, as JSON-LD allows.
    return _filled({"name": speaker.name, "description": speaker.office})


def _source(source: Source) -> Json:
    publisher = {"@type": "Organization", "name": source.outlet} if source.outlet else None
    return _filled(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "datePublished": source.published,
            "publisher": publisher,
        }
    )


def _event(exchange: Exchange) -> Json:
    return {"@type": "Event", "name": exchange.title, "startDate": exchange.date.text}


def _filled(node: Json) -> Json:
    return {name: value for name, value in node.items() if value}
