"""The load of each seat that the briefing shows: measured, and measured on the scenarios as they are."""

from __future__ import annotations

from simulator.scenario.load import list_scenarios, load_scenario
from simulator.scenario.seatload import load_of, measured_loads


def test_every_shipped_scenario_was_measured_as_it_is() -> None:
    """A changed scenario asks for a new measurement: python -m benchmarks.load."""
    assert sorted(measured_loads()) == sorted(list_scenarios())
    for name in list_scenarios():
        loaded = load_scenario(name)
        for seat in loaded.scenario.seats:
            load = load_of(name, loaded.digest, seat.id)
            assert load is not None
            assert 0 < load.busiest_hour <= load.papers
            assert load.acts > 0


def test_another_scenario_has_no_load() -> None:
    """What was not measured is not shown."""
    assert load_of("canteen", "0" * 64, "health") is None
    assert load_of("mine", "0" * 64, "health") is None
