"""Hostile texts: whatever is typed, the scorer neither fails nor quotes what does not stand there. ``benchmarks.hostile`` runs
the long form, with the time that it takes.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import UsageError
from tests.support_hostile import BOMBS, assessed, faults, misquoted, texts, too_long

_CALM = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@_CALM
@given(texts(), st.integers(0, 9))
def test_any_text_is_judged_and_quoted_as_it_stands(text: str, number: int):
    """No text fails; each finding quotes the text at its place, and JSON holds it all."""
    found, _ = assessed(text, number)
    assert faults(text, found) == []


@_CALM
@given(texts(), st.integers(0, 1))
def test_every_span_of_an_extraction_is_exact(text: str, number: int):
    """Folding width, case and characters loses no offset."""
    assert misquoted(text, number) == []


@pytest.mark.parametrize("number", range(len(BOMBS)))
def test_a_flood_of_one_thing_is_read_like_any_text(number: int):
    """Two thousand characters of each flood are judged, and quoted exactly."""
    text = BOMBS[number][:2000]
    found, _ = assessed(text, number)
    assert faults(text, found) == []
    assert misquoted(text) == []


def test_a_megabyte_is_refused_in_a_sentence():
    """A text that is no official word is not read at all."""
    with pytest.raises(UsageError, match="shorten"):
        assessed(too_long())
