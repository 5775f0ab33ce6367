"""P, S, M and U: each objective is rated from the findings of its rules, by the thresholds that are declared; and every finding
says enough to be checked.
"""

from __future__ import annotations

import pytest
from support_debrief import played, scored
from support_drill import small
from support_judgement import good

from simulator.scenario.schema import Objective
from simulator.scenario.text import Text
from simulator.scoring import Finding, Scorecard
from simulator.scoring.ratings import THRESHOLDS, rate, rating_of


def finding(credit: float, possible: float = 10.0, rule: str = "R25") -> Finding:
    """A finding that earned a share of its points; below 0 a broken prohibition."""
    said = Text(en="said", zh="说")
    return Finding(
        rule=rule,
        citation=rule,
        phrase=None,
        dimension="timing",
        party="p",
        seat="s",
        at=0,
        evidence=(1,),
        says=said,
        right=said,
        credit=credit,
        points=possible * credit if credit >= 0 else credit,
        possible=possible if credit >= 0 else 0.0,
    )


def goal(*rules: str) -> Objective:
    """An objective that is judged by these rules."""
    return Objective(id="goal", text=Text(en="goal", zh="目标"), rules=rules)


@pytest.mark.parametrize(
    ("credit", "letter"),
    [(1.0, "P"), (0.85, "P"), (0.849, "S"), (0.65, "S"), (0.649, "M"), (0.4, "M"), (0.399, "U"), (0.0, "U")],
)
def test_thresholds_are_inclusive(credit: float, letter: str) -> None:
    """A share at a threshold has the better rating; below it, the next."""
    assert rating_of([finding(credit)]) == (letter, credit)


def test_thresholds_fall() -> None:
    """Best first, each below the last, and all of them shares."""
    shares = [least for _, least in THRESHOLDS]
    assert [letter for letter, _ in THRESHOLDS] == ["P", "S", "M"]
    assert shares == sorted(shares, reverse=True)
    assert 1 > shares[0] > shares[-1] > 0


def test_a_rule_counts_by_its_points() -> None:
    """A heavy failure beside a light success is not half a success."""
    assert rating_of([finding(1.0, 1.0), finding(0.0, 9.0)]) == ("U", 0.1)


def test_a_broken_prohibition_allows_m_at_best() -> None:
    """Whatever else was earned; and alone it is U."""
    assert rating_of([finding(1.0), finding(-1.0)])[0] == "M"
    assert rating_of([finding(0.1), finding(-1.0)])[0] == "U"
    assert rating_of([finding(-1.0)]) == ("U", None)


def test_what_nothing_shows_is_not_rated() -> None:
    """No finding of its rules: no letter; of prohibitions alone, P where somebody spoke and broke none."""
    assert rate([goal("R26")], [finding(1.0)], True)[0].rating is None
    assert rate([goal("R77", "R78")], [], True)[0].rating == "P"
    assert rate([goal("R77", "R78")], [], False)[0].rating is None
    assert rate([goal("R77", "R26")], [], True)[0].rating is None
    assert rate([goal("R77")], [finding(-1.0, rule="R77")], True)[0].broken == ("R77",)


def test_words_that_were_due_and_never_came_are_not_unrated() -> None:
    """What is asked of words was not performed in silence; what silence cannot break stays unrated."""
    assert rate([goal("R30", "R31")], [], False, ["R30", "R31"])[0].rating == "U"
    assert rate([goal("R77", "R78")], [], False, ["R30"])[0].rating is None
    by_rules = {row.rules: row.rating for row in scored(False).objectives}
    assert by_rules["R20", "R21", "R22", "R27"] == "U"
    assert by_rules["R77", "R78"] is None


def test_the_scorecard_rates_every_objective() -> None:
    """In the scenario's order, by the findings of its rules, for the team and each seat."""
    card, scenario = good().card, small().scenario
    assert [row.objective for row in card.objectives] == [objective.id for objective in scenario.objectives]
    for row in card.objectives:
        own = [f for f in card.findings if f.rule in row.rules]
        assert row.judged == tuple(rule for rule in row.rules if rule in {f.rule for f in own})
        assert row.possible == pytest.approx(sum(f.possible for f in own), abs=0.01)
    assert all(len(seat.objectives) == len(card.objectives) for seat in card.seats)


def test_silence_is_rated_no_better_than_work() -> None:
    """Where both are rated, silence never has the better letter, and somewhere it has the worse."""
    pairs = [
        (well.rating, ill.rating)
        for well, ill in zip(scored().objectives, scored(False).objectives, strict=True)
        if well.rating and ill.rating
    ]
    assert pairs
    assert all("PSMU".index(well) <= "PSMU".index(ill) for well, ill in pairs)
    assert any(well != ill for well, ill in pairs)


@pytest.mark.parametrize("card", [scored(), scored(False)], ids=["played", "silent"])
def test_every_finding_can_be_checked(card: Scorecard) -> None:
    """Each names events of the record and its rule; each that cost something says what would have been right."""
    record = played()
    for found in card.findings:
        assert found.citation.startswith(found.rule)
        assert found.evidence, found.says.en
        assert all(seq >= 1 for seq in found.evidence)
        if found.points < found.possible or found.credit < 0:
            assert found.right is not None, found.says.en
    assert max(seq for found in scored().findings for seq in found.evidence) <= len(record.events)
