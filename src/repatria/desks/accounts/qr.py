"""A QR code as a drawing inside the page: no picture from an address, no style of its own."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode import QRCode

_EDGE = 4
"""The empty modules around the code that readers need."""


def drawing(text: str, label: str) -> SafeString:
    """An SVG element, dark on white in any colour scheme, named `label` for who cannot see it."""
    code = QRCode(border=0)
    code.add_data(text)
    rows = code.get_matrix()
    size = len(rows) + 2 * _EDGE
    dark = "".join(
        f"M{x + _EDGE} {y + _EDGE}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, module in enumerate(row)
        if module
    )
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}" '
        'xmlns="http://www.w3.org/2000/svg" shape-rendering="crispEdges">'
        '<rect width="{}" height="{}" fill="#fff"/><path d="{}" fill="#000"/></svg>',
        label, size, size, size, size, dark,
    )  # fmt: skip
