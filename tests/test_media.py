"""Newsrooms: when outlets take the matter up, how long they need, whose line they take, and what their items do."""

from __future__ import annotations

from itertools import pairwise
from math import exp, sqrt
from statistics import mean, median
from typing import Any

import pytest
from support_drill import begin, changed, cite, finish, of, publish, small

from simulator.drill import Drill
from simulator.opinion.actions import Crowd
from simulator.opinion.channels import CHANNELS
from simulator.opinion.media import MEDIA_CHANNELS, MediaParameters, Newsroom, PickUp, line_on, rate, subject
from simulator.opinion.parameters import NarrativeParameters
from simulator.randomness import Draws

HOUR = 3600
HALF = 1800
NOON = 12 * HOUR


def first(heat: int, outlet: str = "post", seed: int = 1, **changes: Any) -> PickUp | None:
    """The first time that an outlet takes the matter up within 200 hours of noon at a steady heat."""
    parameters = MediaParameters(**changes)
    room = Newsroom(outlet, parameters, Draws(seed))
    for step in range(1, 401):
        taken = room.look(step * HALF, HALF, rate(parameters, NOON, heat) / 2)
        if taken is not None:
            return taken
    return None


@pytest.mark.parametrize("heat", [100, 400, 1600])
def test_the_rate_follows_the_heat(heat: int) -> None:
    """The chance to be taken up inside ten hours is that of the rate h0 (heat/heat0)^.7."""
    p = MediaParameters()
    found = [first(heat, seed=seed) for seed in range(2000)]
    inside = mean(one is not None and one.at <= 10 * HOUR for one in found)
    theory = 1 - exp(-10 * p.h0 * (heat / p.heat0) ** p.growth)
    assert abs(inside - theory) < 4 * sqrt(theory * (1 - theory) / 2000)


def test_an_item_comes_hours_later() -> None:
    """F8: the median lag after taking up is 2 to 3 h, and no item is out before it was taken up."""
    found = [one for seed in range(1000) if (one := first(3000, seed=seed)) is not None]
    lags = [(one.due - one.at) / HOUR for one in found]
    assert 2.3 < median(lags) < 2.7
    assert min(lags) > 0


def test_newsrooms_sleep_and_do_not_look_at_nothing() -> None:
    """No rate at night, and none while nothing is said."""
    p = MediaParameters()
    assert rate(p, p.from_hour * HOUR - 1, 5000) == rate(p, p.to_hour * HOUR, 5000) == rate(p, NOON, 0) == 0.0
    assert rate(p, p.from_hour * HOUR, 5000) == rate(p, p.to_hour * HOUR - 1, 5000) == rate(p, 36 * HOUR, 5000) > 0.0
    assert Newsroom("post", p, Draws(1)).look(HALF, HALF, 0.0) is None


def test_an_outlet_makes_one_item_at_a_time() -> None:
    """While an item is being made the outlet takes nothing up; afterwards it does again, with another lag."""
    room = Newsroom("post", MediaParameters(h0=100.0), Draws(1))
    taken = [one for step in range(1, 200) if (one := room.look(step * HALF, HALF, 50.0)) is not None]
    assert len(taken) > 2
    assert all(later.at >= earlier.due for earlier, later in pairwise(taken))
    assert len({one.due - one.at for one in taken}) == len(taken)


def test_more_heat_brings_the_same_outlet_earlier() -> None:
    """Common random numbers: on one seed each outlet comes no later where more is said, and outlets differ."""
    for seed in range(50):
        calm, loud = first(200, seed=seed), first(800, seed=seed)
        assert loud is not None
        assert calm is None or loud.at <= calm.at
    assert len({one.at for name in ("a", "b", "c", "d") if (one := first(800, name)) is not None}) == 4


def test_hours_must_be_in_order() -> None:
    """A newsroom that closes before it opens is refused."""
    with pytest.raises(ValueError, match="write a later hour"):
        MediaParameters(from_hour=12, to_hour=12)


# --- what an item does ---


def crowd() -> Crowd:
    """A rumour that has spread for six hours."""
    found = Crowd({"claim": NarrativeParameters(kind="rumour", seed_at=0)}, seed=4)
    found.run_until(6 * HOUR)
    return found


def test_an_item_with_the_public_line_is_a_loud_post() -> None:
    """It counts as one post, is seen like its weight, and brings more people to the narrative than silence does."""
    with_item, without = crowd(), crowd()
    with_item.media_item("claim", 150.0, "public")
    with_item.tick()
    without.tick()
    places = [CHANNELS_ORDER.index(channel) for channel in MEDIA_CHANNELS]
    gain = (with_item.visible - without.visible).sum(axis=(0, 2))
    assert gain[places].sum() == pytest.approx(150.0)
    assert gain.sum() == pytest.approx(150.0)
    assert with_item.heat == without.heat + 1
    with_item.run_until(30 * HOUR)
    without.run_until(30 * HOUR)
    assert with_item.unaware.sum() < without.unaware.sum()


CHANNELS_ORDER = tuple(CHANNELS)


def test_an_item_with_the_official_line_settles_and_earns_nothing() -> None:
    """As many people read the organs' line; no post is added, and neither coverage nor trust rises by it."""
    with_item, without = crowd(), crowd()
    for one in (with_item, without):
        one.official_word("rebuttal", {"claim": 1.0}, tuple(CHANNELS), 0.9, 1.0, at=one.now, first=True)
    coverage, trust = without.coverage.copy(), without.trust.copy()
    with_item.media_item("claim", 150.0, "official")
    added = (with_item.official - without.official).sum()
    assert added == pytest.approx(150.0 / with_item.parameters.q)
    assert (with_item.denial - without.denial).sum() == pytest.approx(added)
    assert (with_item.coverage == coverage).all()
    assert (with_item.trust == trust).all()
    with_item.run_until(12 * HOUR)
    without.run_until(12 * HOUR)
    assert with_item.settled.sum() > without.settled.sum()


# --- in a drill ---


def watched(**fields: Any) -> Drill:
    """The small crisis with keen newsrooms."""
    return begin(changed(lambda plain: plain.update(media={"h0": 3.0, "lag_median": 0.5, **fields})), now=1)


def test_items_enter_the_record_and_everybody_sees_them() -> None:
    """Outlets of the scenario, narratives of the crowd, taken up before they are out; a silent drill has no official
    line.
    """
    drill = finish(watched())
    found = of(drill, "media_item")
    assert found
    assert drill.board.media == [(e.at, e.data["outlet"], e.data["narrative"], e.data["line"]) for e in found]
    for event in found:
        assert event.data["outlet"] in [outlet.id for outlet in small().scenario.outlets]
        assert event.data["narrative"] in drill.library.narratives
        assert event.data["taken_up"] < event.at
        assert event.data["line"] == "public"
        assert event.visible_to("education")


def test_items_carry_the_official_line_where_it_explains_more_than_half() -> None:
    """The line follows the coverage of the narrative that is loudest at the last pulse."""
    drill = watched(official_from=0.0)
    publish(drill, "health", "one", facts=cite("ill_5"), as_of="T+00:10", advice=["see_doctor"])
    finish(drill)
    items = of(drill, "media_item")
    assert {event.data["line"] for event in items} >= {"official"}
    for event in items:
        last = [pulse.data for pulse in of(drill, "pulse") if pulse.seq < event.seq][-1]
        seeded = [
            name for name, one in last["narratives"].items() if one["S"] < drill.public.crowd.parameters.population
        ]
        assert event.data["narrative"] == subject(last, seeded)  # type: ignore[arg-type]
        assert event.data["line"] == line_on(event.data["narrative"], last, drill.scenario.media)  # type: ignore[arg-type]


def test_without_outlets_nothing_is_printed() -> None:
    """A scenario that names no outlet has no media."""

    def fit(plain: dict[str, Any]) -> None:
        plain.update(media={"h0": 100.0}, outlets=[], questions=[])
        for inject in plain["injects"]:
            inject["question"] = None

    assert not of(finish(begin(changed(fit))), "media_item")
