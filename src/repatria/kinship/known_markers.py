"""The markers of the usual kits as data: how they are spelt, on which chromosome they lie.

Names are compared without case and without ``-``, ``.``, ``_``, and spaces, so that `Penta D`,
`PENTA_D` and `PentaD` are one marker.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_LEFT_OUT = re.compile(r"[-._ \u00a0]")

AUTOSOMAL: Mapping[str, str] = MappingProxyType(
    {
        "CSF1PO": "5", "D10S1248": "10", "D12ATA63": "12", "D12S391": "12", "D13S317": "13",
        "D14S1434": "14", "D16S539": "16", "D17S1301": "17", "D18S51": "18", "D18S853": "18",
        "D19S433": "19", "D1GATA113": "1", "D1S1627": "1", "D1S1656": "1", "D1S1677": "1",
        "D20S1082": "20", "D20S482": "20", "D21S11": "21", "D22S1045": "22", "D2S1338": "2",
        "D2S1360": "2", "D2S1776": "2", "D2S441": "2", "D3S1358": "3", "D3S1744": "3",
        "D3S3053": "3", "D3S4529": "3", "D4S2364": "4", "D4S2366": "4", "D4S2408": "4",
        "D5S2500": "5", "D5S2800": "5", "D5S818": "5", "D6S1017": "6", "D6S1043": "6",
        "D6S474": "6", "D7S1517": "7", "D7S820": "7", "D8S1115": "8", "D8S1132": "8",
        "D8S1179": "8", "D9S1122": "9", "D9S2157": "9", "D10S1435": "10", "D10S2325": "10",
        "D11S4463": "11", "D13S325": "13", "D21S2055": "21", "F13A01": "6", "F13B": "1",
        "FESFPS": "15", "FGA": "4", "LPL": "8", "Penta B": "7", "Penta C": "9", "Penta D": "21",
        "Penta E": "15", "SE33": "6", "TH01": "11", "TPOX": "2", "vWA": "12",
    }
)  # fmt: skip
X_LINKED = (
    "DXS10011", "DXS10074", "DXS10079", "DXS10101", "DXS10103", "DXS10134", "DXS10135", "DXS10146",
    "DXS10147", "DXS10148", "DXS101", "DXS6789", "DXS6795", "DXS6800", "DXS6803", "DXS6807",
    "DXS6809", "DXS6810", "DXS7132", "DXS7133", "DXS7423", "DXS7424", "DXS8377", "DXS8378",
    "DXS9895", "DXS9898", "DXS9902", "GATA165B12", "GATA172D05", "GATA31E08", "HPRTB",
)  # fmt: skip
Y_LINKED = (
    "DYF387S1", "DYS19", "DYS385", "DYS389I", "DYS389II", "DYS390", "DYS391", "DYS392", "DYS393",
    "DYS437", "DYS438", "DYS439", "DYS448", "DYS449", "DYS456", "DYS458", "DYS460", "DYS461",
    "DYS481", "DYS518", "DYS533", "DYS549", "DYS570", "DYS576", "DYS627", "DYS635", "DYS643",
    "Y-GATA-A10", "Y-GATA-H4", "Yindel",
)  # fmt: skip
AMELOGENIN = "AMEL"

# What is not the same letters: other names, letters mistaken for figures, a laboratory's habits.
OTHER_SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        "AMELOGENIN": AMELOGENIN, "AM": AMELOGENIN, "AMELXY": AMELOGENIN, "AMELX": AMELOGENIN,
        "THO1": "TH01", "TC11": "TH01", "HUMTH01": "TH01", "TP0X": "TPOX", "HUMTPOX": "TPOX",
        "VWF": "vWA", "VWF31A": "vWA", "HUMVWA": "vWA", "VWA31": "vWA", "FIBRA": "FGA",
        "HUMFGA": "FGA", "CSF": "CSF1PO", "HUMCSF1PO": "CSF1PO", "CSF1P0": "CSF1PO",
        "ACTBP2": "SE33", "HUMACTBP2": "SE33", "FES": "FESFPS", "F13A1": "F13A01",
        "PENTD": "Penta D", "PENTE": "Penta E", "PENTC": "Penta C", "PD": "Penta D",
        "PE": "Penta E", "YGATAC4": "DYS635", "GATAC4": "DYS635", "GATAH4": "Y-GATA-H4",
        "YGATAH41": "Y-GATA-H4", "GATAA10": "Y-GATA-A10", "DYS394": "DYS19",
        "DYS385AB": "DYS385", "DYS385A/B": "DYS385", "DYF387S1AB": "DYF387S1",
        "DYF387S1A/B": "DYF387S1", "DYS3891": "DYS389I", "DYS3892": "DYS389II", "HPRT": "HPRTB",
        "D8S": "D8S1179", "D21": "D21S11", "D18": "D18S51",
    }
)  # fmt: skip


def folded(name: str) -> str:
    """A marker's name as names are compared."""
    return _LEFT_OUT.sub("", name.strip()).upper()


_BY_FOLDED: Mapping[str, str] = {
    **OTHER_SPELLINGS,
    **{folded(name): name for name in (*AUTOSOMAL, *X_LINKED, *Y_LINKED, AMELOGENIN)},
}


def known_name(name: str) -> str | None:
    """The usual spelling of a marker of the usual kits, else None."""
    return _BY_FOLDED.get(folded(name))


def marker_name(name: str) -> str:
    """The usual spelling; a marker that is not known keeps its own."""
    return known_name(name) or name.strip()


def chromosome_of(name: str) -> str:
    """`1` to `22`, `X` or `Y`; `XY` for amelogenin; "" for a marker that is not known."""
    known = marker_name(name)
    if known == AMELOGENIN:
        return "XY"
    if known in X_LINKED:
        return "X"
    return "Y" if known in Y_LINKED else AUTOSOMAL.get(known, "")
