"""The words and limits of CODIS CMF as data: the elements, their lengths, categories, loci.

From the schema of the 3.2 interface specification as published with the OSIRIS software of the
United States National Center for Biotechnology Information (CMF-2017.xsd).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

NAMESPACE = "urn:CODISImportFile-schema"
ROOT = "CODISImportFile"
RAPID_ROOT = "CODISRapidImportFile"
VERSIONS = ("3.2", "3.3")
MESSAGE_TYPE = "Import"

HEADER = (
    "HEADERVERSION",
    "MESSAGETYPE",
    "DESTINATIONORI",
    "SOURCELAB",
    "SUBMITBYUSERID",
    "SUBMITDATETIME",
    "BATCHID",
    "KIT",
)
"""The elements before the first specimen, in their order; the last two may be left out."""
OPTIONAL_HEADER = frozenset({"BATCHID", "KIT"})

LENGTHS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "DESTINATIONORI": (1, 10), "SOURCELAB": (1, 10), "SUBMITBYUSERID": (1, 20),
        "BATCHID": (0, 32), "KIT": (0, 32), "SPECIMENID": (1, 24), "CASEID": (0, 32),
        "SPECIMENCOMMENT": (0, 255), "READINGBY": (1, 20), "ALLELEVALUE": (1, 10),
    }
)  # fmt: skip
"""The least and the greatest number of characters."""
MOST_LOCI = 64
MOST_ALLELES = 8
FIRST_TIME = datetime(1900, 1, 1)
LAST_TIME = datetime(2079, 6, 6)
"""Every time of a file lies between these two, both left out."""
SOURCE_IDS = ("", "Yes", "No", "N/A")


class Role(StrEnum):
    """What a category makes of its specimen."""

    REMAINS = "remains"
    """Remains or another trace whose donor is not known: an allele may have dropped out."""
    REFERENCE = "reference"
    """A sample taken from, or deduced for, a known person."""


CATEGORIES: Mapping[str, Role] = MappingProxyType(
    dict.fromkeys(
        (
            "Unidentified Person", "Deceased", "Forensic, Unknown", "Forensic Mixture",
            "Forensic Partial", "Forensic Targeted",
        ),
        Role.REMAINS,
    )
    | dict.fromkeys(
        (
            "Missing Person", "Deduced Missing Person", "Biological Mother", "Biological Father",
            "Biological Child", "Biological Sibling", "Maternal Relative", "Paternal Relative",
            "Spouse", "Alleged Mother", "Alleged Father", "Elimination, Known", "Staff",
            "Arrestee", "CO Duplicate", "Convicted Offender", "Deduced Suspect", "Detainee",
            "Juvenile", "Legal", "Multi-allelic Offender", "Other", "Population", "Proficiency",
            "Suspect, Known", "Unreviewed Offender", "Victim, Known", "Volunteer",
        ),
        Role.REFERENCE,
    )
)  # fmt: skip

LOCI: Mapping[str, str] = MappingProxyType(
    {
        "AMEL": "Amelogenin", "CSF1PO": "CSF1PO", "D10S1248": "D10S1248", "D12S391": "D12S391",
        "D13S317": "D13S317", "D16S539": "D16S539", "D18S51": "D18S51", "D19S433": "D19S433",
        "D1S1656": "D1S1656", "D21S11": "D21S11", "D22S1045": "D22S1045", "D2S1338": "D2S1338",
        "D2S441": "D2S441", "D3S1358": "D3S1358", "D5S818": "D5S818", "D7S820": "D7S820",
        "D8S1179": "D8S1179", "FGA": "FGA", "Penta D": "Penta D", "Penta E": "Penta E",
        "SE33": "SE33", "TH01": "TH01", "TPOX": "TPOX", "vWA": "vWA", "DYF387S1": "DYF387S1",
        "DYS19": "DYS19", "DYS385": "DYS385", "DYS389I": "DYS389 I", "DYS389II": "DYS389 II",
        "DYS390": "DYS390", "DYS391": "DYS391", "DYS392": "DYS392", "DYS393": "DYS393",
        "DYS437": "DYS437", "DYS438": "DYS438", "DYS439": "DYS439", "DYS448": "DYS448",
        "DYS449": "DYS449", "DYS456": "DYS456", "DYS458": "DYS458", "DYS460": "DYS460",
        "DYS481": "DYS481", "DYS518": "DYS518", "DYS533": "DYS533", "DYS549": "DYS549",
        "DYS570": "DYS570", "DYS576": "DYS576", "DYS627": "DYS627", "DYS635": "DYS635",
        "DYS643": "DYS643", "Y-GATA-H4": "YGATAH4", "Yindel": "Yindel",
    }
)  # fmt: skip
"""By marker, the name that is written."""
LATER_LOCI: Mapping[str, str] = MappingProxyType({"D6S1043": "D6S1043"})
"""Loci of files of version 3.3 that the published schema does not have: written with a warning."""
