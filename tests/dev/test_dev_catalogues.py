"""The check of the translations, on catalogues broken in one way each."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools import catalogues

WORDS = {
    "fuzzy": "100% sure': fuzzy",
    "not_translated": "'The record': not translated",
    "message_missing": "'The record': not in the catalogue",
    "plural_form_missing": "'%(n)s claim on this leg': a plural form is missing",
    "number_left_out_of_a_plural_form": "leg': placeholders differ: %(n)s expected",
    "placeholder_lost": "sure': placeholders differ: {high} {low} {speaker} expected",
    "placeholder_renamed": "sure': placeholders differ: {high} {low} {speaker} expected",
    "context_lost": "'May': not in the catalogue",
    "message_gone_from_the_source": "'The former title': no longer in the source",
}
PAGE = """{% load i18n %}<h1>{% translate "The record" %}</h1>
{% blocktranslate count n=claims %}{{ n }} claim on this leg{% plural %}{{ n }} claims on this leg
{%- endblocktranslate %}{% translate "May" context "day" %}"""
ENGINE = """from repatria.base.messages import message
SAYS = message("{speaker} says {low} to {high}, " "100% sure")
def message(text): return text
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A source with one page and one engine, marking what good.po translates."""
    (tmp_path / "desks" / "templates").mkdir(parents=True)
    (tmp_path / "statements").mkdir()
    page = PAGE.replace("\n{%- endblock", "{% endblock")
    (tmp_path / "desks" / "templates" / "page.html").write_text(page)
    (tmp_path / "statements" / "engine.py").write_text(ENGINE)
    return tmp_path


def load(broken: Path, name: str) -> bytes:
    return (broken / "catalogues" / f"{name}.po").read_bytes()


def problems(source: Path, po: bytes, older: bytes | None = None) -> list[str]:
    mo = catalogues.compiled(older or po, "uk")
    return catalogues.problems(catalogues.template(source), po, mo, "uk")


def test_good(source: Path, broken: Path) -> None:
    assert problems(source, load(broken, "good")) == []


@pytest.mark.parametrize("defect", WORDS)
def test_broken(source: Path, broken: Path, defect: str) -> None:
    found = problems(source, load(broken, defect))
    assert any(line.endswith(WORDS[defect]) for line in found), found


def test_every_broken_catalogue_is_tried(broken: Path) -> None:
    assert {file.stem for file in (broken / "catalogues").iterdir()} == {"good", *WORDS}


def test_mo_made_from_an_older_po(source: Path, broken: Path) -> None:
    po = load(broken, "good")
    older = po.replace("Літопис".encode(), "Запис".encode())
    assert problems(source, po, older) == ["uk: the .mo is not made from the .po"]


@pytest.mark.parametrize("defect", ["fuzzy", "not_translated", "plural_form_missing"])
def test_what_is_not_ready_is_not_shown(broken: Path, defect: str) -> None:
    def shown(name: str) -> gettext.GNUTranslations:
        return gettext.GNUTranslations(io.BytesIO(catalogues.compiled(load(broken, name), "uk")))

    texts = {"The record", "{speaker} says {low} to {high}, 100% sure"}
    changed = {text for text in texts if shown(defect).gettext(text) == text}
    plural = shown(defect).ngettext("%(n)s claim on this leg", "%(n)s claims on this leg", 1)
    assert len(changed) + ("claim" in plural) == 1


def test_no_catalogue_at_all(source: Path) -> None:
    assert catalogues.check(source) == ["uk: no catalogue", "ru: no catalogue"]


def test_a_catalogue_that_cannot_be_read(source: Path) -> None:
    catalogues.update(source)
    po, _ = catalogues.files(source, "ru")
    po.write_bytes(po.read_bytes() + b'msgid "never closed\n')
    assert "ru: django.po cannot be read" in catalogues.check(source)[-1]


def test_update_takes_in_keeps_and_drops(source: Path, broken: Path) -> None:
    po, mo = catalogues.files(source, "uk")
    po.parent.mkdir(parents=True)
    old = (broken / "catalogues" / "message_gone_from_the_source.po").read_text("utf-8")
    po.write_text(old, "utf-8")
    page = source / "desks" / "templates" / "page.html"
    page.write_text(page.read_text("utf-8") + '{% translate "A new line" %}', "utf-8")
    catalogues.update(source)
    assert [line for line in catalogues.check(source) if line.startswith("uk")] == [
        "uk: 'A new line': not translated"
    ]
    assert "former" not in po.read_text("utf-8")
    with mo.open("rb") as file:
        told = gettext.GNUTranslations(file)
    assert told.gettext("The record") == "Літопис"
    assert told.pgettext("day", "May") == "травень"
    one, many = "%(n)s claim on this leg", "%(n)s claims on this leg"
    assert told.ngettext(one, many, 21) == told.ngettext(one, many, 1)
    assert told.ngettext(one, many, 5) == "%(n)s тверджень про цю частину"


def test_update_twice_changes_nothing(source: Path) -> None:
    catalogues.update(source)
    first = [file.read_bytes() for file in catalogues.files(source, "ru")]
    catalogues.update(source)
    assert [file.read_bytes() for file in catalogues.files(source, "ru")] == first


def test_what_is_marked(source: Path) -> None:
    (source / "all.py").write_text(
        "_('a'); gettext('b'); gettext_lazy('c'); ngettext('d', 'ds', n); pgettext('x', 'e')\n"
        "npgettext('x', 'f', 'fs', n); log('not this'); message(text)\n"
    )
    wanted = catalogues.template(source)
    assert {"a", "b", "c"} <= {entry.id for entry in wanted}
    assert ("d", "ds") in {entry.id for entry in wanted}
    assert wanted.get("e", "x") is not None
    assert wanted.get("f", "x") is not None
    assert "not this" not in wanted


names = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)


@given(st.lists(names), st.lists(names), st.sampled_from(["", "100%% ", "5 % ", "— "]))
def test_placeholders(percent: list[str], braces: list[str], between: str) -> None:
    marks = [f"%({name})s" for name in percent] + [f"{{{name}}}" for name in braces]
    assert catalogues.placeholders(between.join(marks)) == sorted(marks)
    assert catalogues.placeholders(between.join(reversed(marks))) == sorted(marks)


@pytest.mark.parametrize("mark", ["%s", "%d", "{}", "{n:,}", "{name!r}", "{leg.day}", "{n:>3}"])
def test_other_placeholders(mark: str) -> None:
    assert catalogues.placeholders(f"so many: {mark}.") == [mark]
