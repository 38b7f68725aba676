"""Tags of the pages of accounts: a QR code, and a key in groups that can be read aloud."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from repatria.desks.accounts.qr import drawing

register = template.Library()


@register.simple_tag
def qr(text: str, label: str) -> SafeString:
    """A QR code as a drawing."""
    return drawing(text, label)


@register.simple_tag
def grouped(text: str) -> str:
    """`ABCD EFGH IJ`: groups of four."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
