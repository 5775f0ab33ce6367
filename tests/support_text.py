"""Readers of texts for the shipped scenarios, built once a test run."""

from __future__ import annotations

from functools import cache

from simulator.message.library import Library
from simulator.message.text.extract import Reader
from simulator.message.text.parts import Extraction
from simulator.scenario.load import load_scenario


@cache
def reader(scenario: str = "canteen") -> Reader:
    """The reader of a scenario."""
    return Reader.of(Library.of(load_scenario(scenario).scenario))


def extract(text: str, hours: float = 6, scenario: str = "canteen") -> Extraction:
    """What a text says, that many hours after T+0."""
    return reader(scenario).extract(text, round(hours * 3600))


def said(found: Extraction) -> dict[str, object]:
    """Slot -> what the speaker's own words give for it."""
    return {one.slot: one.value for one in found.stated if one.modality in ("asserted", "hedged")}


def facts(found: Extraction) -> list[str]:
    """Facts that the speaker's own words give."""
    own = [one.fact for one in found.stated if one.modality in ("asserted", "hedged", "unknown")]
    return sorted(fact for fact in own if fact is not None)
