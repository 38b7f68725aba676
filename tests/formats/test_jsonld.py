from __future__ import annotations

from dataclasses import replace
from datetime import date

from format_strategies import GOOD, TODAY

from repatria.base.canonical import canonical_bytes
from repatria.base.dates import period
from repatria.formats.jsonld import (
    PARAPHRASE,
    QUOTED,
    View,
    catalog_jsonld,
    claim_jsonld,
    coverage,
    dataset_jsonld,
    graph_jsonld,
)
from repatria.formats.statements import incoming_record, read_statements

RECORD = incoming_record(read_statements(GOOD / "week.yaml", today=TODAY))
CLAIMS = {claim.id: claim for claim in RECORD.claims}
VIEW = View(
    name="A week",
    description="Who said what",
    url="https://example.org/week",
    creator="An archive",
    method="https://example.org/method",
    covers=period("2025-06-09..2025-06-16"),
    files=[("text/csv", "https://example.org/week.csv")],
    variables=["returned"],
)


def test_a_statement_is_a_claim_of_its_speaker_and_a_paraphrase_of_ours() -> None:
    node = claim_jsonld(
        CLAIMS["w1"],
        url="https://example.org/claim/w1",
        interpreter="An archive",
        exchange=RECORD.exchange_by_code["E1"],
    )
    assert (node["@context"], node["@type"]) == ("https://schema.org", "Claim")
    assert node["text"] == "1,200 taken over"
    assert node["disambiguatingDescription"] == PARAPHRASE
    assert node["author"]["name"] == "Headquarters of Northland"
    assert node["claimInterpreter"]["name"] == "An archive"
    assert node["datePublished"] == "2025-06-14"
    assert node["appearance"]["url"] == "https://example.org/1"
    assert node["about"]["startDate"] == "2025-06-14"


def test_a_short_quotation_is_a_part_of_the_claim() -> None:
    claim = replace(CLAIMS["w1"], quote="took over 1,200")
    node = claim_jsonld(claim, url="x:w1", interpreter="y")
    assert node["hasPart"] == {"@type": "Quotation", "text": "took over 1,200"}
    assert node["disambiguatingDescription"] == QUOTED


def test_no_statement_is_a_review_and_none_is_rated() -> None:
    nodes = [
        claim_jsonld(claim, url=f"x:{name}", interpreter="y") for name, claim in CLAIMS.items()
    ]
    graph = graph_jsonld(nodes)
    assert {node["@type"] for node in graph["@graph"]} == {"Claim"}
    text = canonical_bytes(graph).decode()
    assert "Review" not in text
    assert "Rating" not in text


def test_nothing_is_said_that_is_not_known() -> None:
    node = claim_jsonld(CLAIMS["w2"], url="https://example.org/w2", interpreter="x")
    assert node["datePublished"] == "2025-06"
    assert not {"text", "disambiguatingDescription", "about", "temporalCoverage"} & set(node)
    assert set(node["appearance"]) == {"@type", "name"}


def test_an_outlet_that_speaks_for_itself_is_an_organization() -> None:
    claim = replace(CLAIMS["w3"], source=CLAIMS["w1"].source)
    node = claim_jsonld(claim, url="https://example.org/w3", interpreter="x")
    assert node["author"] == {"@type": "Organization", "name": "Daily"}


def test_a_withdrawn_statement_says_so() -> None:
    claim = replace(CLAIMS["w1"], withdrawn_on=date(2025, 7, 1))
    node = claim_jsonld(claim, url="https://example.org/w1", interpreter="x")
    assert node["creativeWorkStatus"] == "withdrawn"


def test_a_view_is_a_dataset_with_its_files_and_the_record_a_catalogue() -> None:
    node = dataset_jsonld(VIEW)
    assert node["temporalCoverage"] == "2025-06-09/2025-06-16"
    assert node["distribution"] == [
        {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": "https://example.org/week.csv",
        }
    ]
    catalogue = catalog_jsonld(name="x", description="y", url="https://example.org/", views=[VIEW])
    assert catalogue["@type"] == "DataCatalog"
    assert catalogue["dataset"][0]["@type"] == "Dataset"
    assert "@context" not in catalogue["dataset"][0]


def test_periods_are_written_as_iso_8601_has_them() -> None:
    assert coverage(period("2025-06")) == "2025-06"
    assert coverage(period("2025-06-09..")) == "2025-06-09/.."
    assert coverage(period("..2025-06-09")) == "../2025-06-09"
