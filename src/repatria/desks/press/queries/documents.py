"""Documents as somebody may see them: lists, one of them, its lines, its quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from repatria.desks.accounts.asking import Somebody, can
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.press import keeping
from repatria.desks.press.models import Captives, Document, Quotation
from repatria.formats.held_text import Lines

PER_PAGE = 50
LINES_PER_PAGE = 400
# A line longer than this is cut into several for the page; positions do not change by it.
LONGEST_LINE = 4000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of documents is narrowed to; "" leaves it open."""

    words: str = ""
    kind: str = ""
    outlet: str = ""
    captives: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line; `quotations` are those that they belong to."""

    text: str
    quotations: tuple[Quotation, ...] = ()
    begins: tuple[Quotation, ...] = ()
    """Those that begin with this piece."""


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    page: int | None
    """The page of the PDF that begins with this line."""
    pieces: tuple[Piece, ...]


def may_be_public(document: Document) -> bool:
    """Whether what a document shows may stand before the public at all: only where somebody looked
    and saw no captives in it (Geneva Convention III, article 13). Whatever makes something public
    asks here; nothing else decides."""
    return document.shows_captives == Captives.NO


def documents(user: Somebody, asked: Asked = Asked()) -> QuerySet[Document]:
    """Those that somebody may see, the newest first, without their texts."""
    action = Action.SEARCH if asked.words else Action.VIEW
    found = Document.objects.visible_to(user, action).defer("text", "searched", "pages")
    for word in asked.words.split()[:20]:
        found = found.filter(searched__contains=word.casefold())
    if asked.words and not can(user, Action.VIEW, FieldClass.CAPTIVE_FOOTAGE):
        # What is found by its words is told by them.
        found = found.filter(shows_captives=Captives.NO)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.outlet:
        found = found.filter(outlet=asked.outlet)
    if asked.captives:
        found = found.filter(shows_captives=asked.captives)
    return found.select_related("added_by")


def page_of(rows: QuerySet[Document], number: str | None) -> Page[Document]:
    return Paginator(rows, PER_PAGE).get_page(number)


def outlets(user: Somebody) -> list[str]:
    """The outlets of the documents that somebody may see."""
    rows = Document.objects.visible_to(user).exclude(outlet="").order_by("outlet")
    return list(rows.values_list("outlet", flat=True).distinct()[:500])


def document(user: Somebody, code: str) -> Document | None:
    """None where there is none that somebody may see."""
    if not code.isalnum():
        # PostgreSQL takes some signs for no text at all.
        return None
    return (
        Document.objects.visible_to(user)
        .select_related("added_by", "found")
        .filter(code=code)
        .first()
    )


def quotations(user: Somebody, of: Document) -> list[Quotation]:
    return list(Quotation.objects.visible_to(user).filter(document=of).select_related("made_by"))


def page_of_lines(of: Document, number: str | None) -> Page[int]:
    """The numbers of the lines on a page of the text."""
    total = len(Lines(of.text)) if of.text else 0
    return Paginator(range(1, total + 1), LINES_PER_PAGE).get_page(number)


def lines(of: Document, numbers: Iterable[int], quoted: Iterable[Quotation]) -> Iterator[Line]:
    """Lines of a document's text, cut where quotations begin and end."""
    cut = Lines(of.text)
    pages = {cut.at(start): page for page, start in enumerate(of.pages, 1)} if of.text else {}
    held = tuple(quoted)
    for number in numbers:
        start, end = cut.span(number)
        here = [one for one in held if one.start < max(end, start + 1) and one.end > start]
        yield Line(number, pages.get(number), tuple(_pieces(of.text, start, end, here)))


def _pieces(text: str, start: int, end: int, here: list[Quotation]) -> Iterator[Piece]:
    edges = {start, end, *range(start, end, LONGEST_LINE)}
    edges.update(place for one in here for place in (one.start, one.end) if start < place < end)
    ordered = sorted(edges)
    for left, right in pairwise(ordered):
        yield Piece(
            text[left:right],
            tuple(one for one in here if one.start < right and one.end > left),
            tuple(one for one in here if one.start == left),
        )


def orphans() -> list[str]:
    """Digests of originals that no document names: an addition was killed in its last moment."""
    named = set(Document.objects.values_list("digest", flat=True))
    return [digest for digest in keeping.digests() if digest not in named]


def newer(user: Somebody, of: Document) -> Document | None:
    """The newest document that corrects this one."""
    return Document.objects.visible_to(user).filter(supersedes=of).defer("text").first()


def older(user: Somebody, of: Document) -> Document | None:
    """The document that this one corrects."""
    if of.supersedes_id is None:
        return None
    return Document.objects.visible_to(user).filter(pk=of.supersedes_id).defer("text").first()
