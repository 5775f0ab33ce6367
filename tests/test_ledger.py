"""The ledger of published claims: who disagrees with whom, and when a later figure is only an update."""

from __future__ import annotations

from typing import Any

from simulator.message import Entry, Ledger


def entry(seq: int, party: str, value: Any, *, holds_from: int, as_of: int, **more: Any) -> Entry:
    """A published count of pupils."""
    return Entry(seq, as_of, party, "ill", value, holds_from, as_of, **more)


def test_a_later_figure_with_a_later_time_is_an_update() -> None:
    """Five as of one o'clock and nine as of three, true from two, do not disagree."""
    ledger = Ledger()
    assert ledger.publish(entry(1, "a", 5, holds_from=0, as_of=3600)) == []
    assert ledger.publish(entry(2, "b", 9, holds_from=7200, as_of=10800)) == []


def test_two_values_for_the_same_time_disagree() -> None:
    """An old figure given as of now, beside the one that holds now."""
    ledger = Ledger()
    nine = entry(1, "a", 9, holds_from=7200, as_of=10800)
    five = entry(2, "b", 5, holds_from=0, as_of=10800)
    assert nine.disagrees_with(five)
    assert five.disagrees_with(nine)
    ledger.publish(nine)
    assert ledger.publish(five) == [nine]


def test_the_same_value_never_disagrees() -> None:
    """Whoever says the same agrees, at any time."""
    assert not entry(1, "a", 9, holds_from=0, as_of=60).disagrees_with(entry(2, "b", 9, holds_from=0, as_of=9000))


def test_a_party_does_not_contradict_itself_here() -> None:
    """An own earlier figure is judged by the reading and R30, not as two voices."""
    ledger = Ledger()
    ledger.publish(entry(1, "a", 5, holds_from=0, as_of=10800))
    assert ledger.publish(entry(2, "a", 9, holds_from=0, as_of=10800)) == []


def test_a_disagreement_is_found_once() -> None:
    """Repeating the one or the other figure does not contradict again."""
    ledger = Ledger()
    ledger.publish(entry(1, "a", 9, holds_from=0, as_of=60))
    assert len(ledger.publish(entry(2, "b", 5, holds_from=0, as_of=60))) == 1
    assert ledger.publish(entry(3, "c", 5, holds_from=0, as_of=60)) == []


def test_conflicts_look_without_entering() -> None:
    """Asking beforehand leaves the ledger as it is."""
    ledger = Ledger()
    nine = entry(1, "a", 9, holds_from=0, as_of=60)
    ledger.publish(nine)
    five = entry(2, "b", 5, holds_from=0, as_of=60)
    assert ledger.conflicts(five) == [nine]
    assert ledger.conflicts(five) == [nine]
    assert "b" not in ledger.entries["ill"]


def test_slots_are_apart() -> None:
    """A figure of one slot says nothing of another."""
    ledger = Ledger()
    ledger.publish(entry(1, "a", 9, holds_from=0, as_of=60))
    other = Entry(2, 60, "b", "in_hospital", 5, 0, 60)
    assert ledger.publish(other) == []


def test_the_last_entry_of_a_party_counts() -> None:
    """A figure that was put right is no longer contradicted."""
    ledger = Ledger()
    ledger.publish(entry(1, "a", 5, holds_from=0, as_of=60))
    ledger.publish(entry(2, "a", 9, holds_from=0, as_of=120))
    assert ledger.publish(entry(3, "b", 9, holds_from=0, as_of=180)) == []


def test_an_invented_figure_contradicts_whatever_its_time() -> None:
    """A figure that never held cannot be a later state of what another organ published; a later fact can."""
    ledger = Ledger()
    five = entry(1, "a", 5, holds_from=0, as_of=3600)
    ledger.publish(five)
    invented = entry(2, "b", 20, holds_from=10800, as_of=10800, of_fact=False)
    assert invented.disagrees_with(five)
    assert five.disagrees_with(invented)
    assert ledger.publish(invented) == [five]


def test_a_later_fact_does_not_contradict_an_earlier_invention() -> None:
    """Nine from two o'clock on says nothing about what was claimed for one o'clock."""
    invented = entry(1, "a", 20, holds_from=3600, as_of=3600, of_fact=False)
    assert not entry(2, "b", 9, holds_from=7200, as_of=10800).disagrees_with(invented)
