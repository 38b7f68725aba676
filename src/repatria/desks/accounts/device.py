"""The device that a request comes from: in words for its owner, and as a digest that a session is
held to. Addresses are kept as networks only."""

from __future__ import annotations

import ipaddress

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# The first name that is found counts: browsers carry the names of those that they descend from.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("YaBrowser", "Yandex Browser"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_PREFIX = {4: 16, 6: 32}
"""How much of an address makes its network. A phone changes addresses within one all day long."""


def words(user_agent: str) -> str:
    """`Firefox, Linux`; what is not known is left out, so that the answer may be empty."""
    named = (
        next((name for sign, name in table if sign in user_agent), "")
        for table in (_BROWSERS, _SYSTEMS)
    )
    return ", ".join(filter(None, named))


def network(address: str) -> str:
    """The network of an address, as its first address: `203.0.0.0`, `2001:db8::`."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "0.0.0.0"  # noqa: S104, an address that is none, and nothing is bound to it
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    whole = ipaddress.ip_network(f"{found}/{_PREFIX[found.version]}", strict=False)
    return str(whole.network_address)


def told(request: HttpRequest) -> dict[str, str]:
    """What is kept of a device: words and a network."""
    return {
        "words": words(request.headers.get("User-Agent", "")),
        "network": network(request.META.get("REMOTE_ADDR", "")),
    }


def digest(request: HttpRequest) -> str:
    """Stands for the browser as it names itself and the network that it is in; says neither."""
    named = request.headers.get("User-Agent", "")
    where = network(request.META.get("REMOTE_ADDR", ""))
    return salted_hmac("repatria.device", f"{where}|{named}", algorithm="sha256").hexdigest()
