"""Tags and filters of every page: numbers, dates, navigation, languages, data blocks."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from repatria import __version__
from repatria.desks.common import pieces, wording
from repatria.desks.common.downloads import json_text
from repatria.desks.common.reader import reader

register = template.Library()

# What could end a <script> element early, written so that JSON reads the same text.
_SCRIPT_SAFE = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@register.filter
def number(value: int) -> str:
    """`1,200` or `1 200`, as the page's language writes it."""
    return wording.number(value, _language())


@register.filter
def day(value: object) -> str:
    """`14 June 2025`, `June 2025` or `2025`."""
    return wording.day(value, _language())


@register.filter
def day_short(value: object) -> str:
    """`14 June`, without the year."""
    return wording.day_short(value, _language())


@register.simple_tag
def period(start: object, end: object) -> str:
    """`9–16 June 2025`."""
    return wording.period(start, end, _language())


@register.simple_tag
def jsonld(data: Any) -> SafeString:
    """The data as a block that browsers do not run and harvesters read."""
    compact = json.dumps(json.loads(json_text(data)), ensure_ascii=False, separators=(",", ":"))
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(compact.translate(_SCRIPT_SAFE)),  # noqa: S308, nothing here can close the tag
    )


@register.simple_tag
def version() -> str:
    """The version of Repatria that made the page."""
    return __version__


@register.inclusion_tag("common/_navigation.html", takes_context=True)
def navigation(context: Context) -> dict[str, Any]:
    """The header's links; the one of the page's `section` is marked as current."""
    links = []
    for section, name, label in settings.REPATRIA_NAVIGATION:
        try:
            links.append({"section": section, "url": reverse(name), "label": label})
        except NoReverseMatch:
            continue
    return {"links": links, "section": context.get("section", "")}


@register.simple_tag(takes_context=True)
def piece(context: Context, name: str) -> SafeString:
    """A piece of the page that is the reader's own: `{% piece "who" %}`."""
    return pieces.piece(name, context.get("request"), str(context.get("section", "")))


@register.simple_tag(takes_context=True)
def may(context: Context, action: str, field_class: str) -> bool:
    """Whether whoever is signed in may do this: `{% may "export" "press" as exports %}`."""
    found = reader(context.get("request"))
    return found is not None and bool(found.can(action, field_class))


@register.inclusion_tag("common/_languages.html", takes_context=True)
def language_links(context: Context) -> dict[str, Any]:
    """This page in each language, with its query."""
    return {"links": _translations(context), "current": _language()}


@register.inclusion_tag("common/_alternates.html", takes_context=True)
def language_alternates(context: Context) -> dict[str, Any]:
    """The same for search engines: full addresses in the page's head."""
    request = context.get("request")
    links = _translations(context)
    for link in links:
        link["url"] = request.build_absolute_uri(link["url"]) if request else ""
    return {"links": links if request else [], "default": settings.LANGUAGE_CODE}


def _translations(context: Context) -> list[dict[str, str]]:
    request = context.get("request")
    path = request.path_info if request else "/"
    query = request.META.get("QUERY_STRING", "") if request else ""
    return [
        {"code": code, "name": name, "url": _in_language(path, code) + (query and f"?{query}")}
        for code, name in settings.LANGUAGES
    ]


def _in_language(path: str, code: str) -> str:
    """The path with another language's prefix; the default language has none."""
    first, slash, rest = path.lstrip("/").partition("/")
    if slash and first in dict(settings.LANGUAGES):
        path = rest
    prefix = "" if code == settings.LANGUAGE_CODE else f"{code}/"
    return f"{get_script_prefix()}{prefix}{path.lstrip('/')}"


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]
