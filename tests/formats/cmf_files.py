"""The good CMF file of the tests, and the reading of any bytes as one."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from format_strategies import GOOD

from repatria.formats.cmf import CmfFile, CmfHeader, read_cmf
from repatria.formats.guards import Limits
from repatria.formats.reading import Read

FAMILY = GOOD / "cmf" / "family.xml"
WHOLE = FAMILY.read_bytes()
TEXT = WHOLE.decode()
NOON = datetime(2025, 6, 14, 12)
HEADER = CmfHeader("NL0000001", "NL0000002", "analyst1", NOON)


def reading(data: bytes, **limits: int) -> Read[CmfFile]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.xml")
        path.write_bytes(data)
        return read_cmf(path, limits=Limits(**limits))
