"""The text of a file of pedigrees, opened and cut into lines."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from repatria.base.errors import Problem, ValueProblem
from repatria.base.messages import sentence
from repatria.formats.guards import encoding_of, read_bytes, refused

_LINE_ENDS = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a file, ended in any of the three usual ways and in no other."""

    file: str
    lines: list[str] = field(repr=False)
    sha256: str
    notes: tuple[Problem, ...] = ()


def open_text(path: Path, encoding: str | None, limit: int) -> Text:
    """Without `encoding`, UTF-8, UTF-16 with its mark and cp1251 are told apart.

    Raises `InputError` where the file is no text or over `limit` bytes, and `ValueProblem` for an
    encoding that is not known.
    """
    data, file = read_bytes(path, limit), path.name
    notes: tuple[Problem, ...] = ()
    if encoding is None:
        encoding = encoding_of(data, file)
        if encoding == "cp1251":
            told = sentence(
                "read as cp1251 (Cyrillic); if it is not, name the encoding, as latin-1"
            )
            notes = (Problem(file, None, "", told),)
    try:
        codecs.lookup(encoding)
        text = data.decode(encoding)
    except LookupError:
        raise ValueProblem(sentence("no encoding “{encoding}”", encoding=encoding)) from None
    except UnicodeError:
        raise refused(file, sentence("the text is not {encoding}", encoding=encoding)) from None
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    if not text or text.isspace():
        raise refused(file, sentence("the file is empty"))
    return Text(file, _LINE_ENDS.split(text), hashlib.sha256(data).hexdigest(), notes)
