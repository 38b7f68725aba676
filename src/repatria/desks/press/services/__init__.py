"""What changes the press desk's store: one transaction each, together with its entry in the log."""

from repatria.desks.press.services.documents import (
    About,
    Added,
    add_file,
    add_text,
    looked,
    mark,
    refused,
    taken,
)
from repatria.desks.press.services.quotations import Fault, check, quote, quote_words

__all__ = [
    "About",
    "Added",
    "Fault",
    "add_file",
    "add_text",
    "check",
    "looked",
    "mark",
    "quote",
    "quote_words",
    "refused",
    "taken",
]
