"""The filter: dates as browsers send them, errors beside the field, what was typed kept."""

from __future__ import annotations

from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import override

from repatria.desks.common.forms import PeriodForm, Window


def test_days_are_read_the_same_in_every_language() -> None:
    asked = {"from": "2025-06-09", "until": "2025-06-16", "as_known": "2025-07-01"}
    expected = Window(date(2025, 6, 9), date(2025, 6, 16), date(2025, 7, 1))
    for language in ("en", "uk", "ru"):
        with override(language):
            form = PeriodForm(asked)
            assert form.window() == expected
            assert 'value="2025-06-09"' in render_to_string("common/_period.html", {"form": form})


def test_nothing_asked_leaves_all_open() -> None:
    assert PeriodForm({}).window() == PeriodForm().window() == Window(None, None, None)


def test_an_error_stands_beside_its_field_and_what_was_typed_stays() -> None:
    form = PeriodForm({"from": "9 June", "until": "2025-06-16"})
    assert form.window() == Window(None, date(2025, 6, 16), None)
    html = render_to_string("common/_period.html", {"form": form})
    assert 'value="9 June"' in html
    assert 'aria-describedby="id_from_error"' in html
    assert '<p class="error" id="id_from_error">Write the day as YYYY-MM-DD' in html


def test_an_end_before_the_start_is_an_error_of_the_end() -> None:
    form = PeriodForm({"from": "2025-06-16", "until": "2025-06-09"})
    assert form.window() == Window(date(2025, 6, 16), None, None)
    assert list(form.errors) == ["until"]


def test_what_is_typed_is_escaped() -> None:
    html = render_to_string("common/_period.html", {"form": PeriodForm({"from": '"><b>'})})
    assert "<b>" not in html
