"""Reading a name as a source wrote it: its parts, and every reading that the writing allows.

Whatever is odd about a name is put right where only one thing can be meant, offered as a further
reading where two can, told in every case, and refused with a reason where the text is no name, or
is several.
"""

from __future__ import annotations

from repatria.names.cell import read
from repatria.names.columns import read_parts
from repatria.names.refusing import NameRefused
from repatria.names.several import several

__all__ = ["NameRefused", "read", "read_parts", "several"]
