"""Judging the opinion: what class, level and grade it is, what was weighed, and whether handling is proposed. What is suggested
follows this seat's own figures, papers and the stream that everybody sees, and may be wrong; every part is the trainee's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from simulator.record import Event
from simulator.record.actions import Assess
from simulator.scenario.schema import Fact
from tui.desk.kinds import Choice, Judged, Scales
from tui.desk.sight import Sight
from tui.locale import mark

CLASSES: Final[Mapping[str, str]] = {
    "emergency": mark("emergency"),
    "complaint": mark("complaint"),
    "misreading": mark("misreading"),
    "suggestion": mark("suggestion"),
    "rumour": mark("rumour"),
}
LEVELS: Final[Mapping[str, str]] = {
    "": mark("no emergency level"),
    "IV": mark("level IV (ordinary)"),
    "III": mark("level III (larger)"),
    "II": mark("level II (major)"),
    "I": mark("level I (especially serious)"),
}
GRADES: Final[Mapping[str, str]] = {
    "ordinary": mark("opinion ordinary"),
    "major": mark("opinion major"),
    "especially_serious": mark("opinion especially serious"),
}
INPUTS: Final[Mapping[str, str]] = {
    "content": mark("content: what has happened, and to whom"),
    "reaction": mark("public reaction: how much is said, and how"),
    "media": mark("media: who reports and asks"),
}
_DEAD: Final = ((30, "I"), (10, "II"), (3, "III"), (1, "IV"))
"""From so many dead or missing on, the level (Order 493, work safety; OFFICIAL_RULES 4)."""
LOUD, VERY_LOUD = 150, 2000
"""Posts an hour from which opinion is taken for major, and for especially serious (assumption)."""
_PRESS: Final = ("journalist_call", "news_item")
"""Forms of paper that show media at work."""


def scales(sight: Sight, log: list[Event], strand: str) -> Scales:
    """The parts of a judgement, with what this seat's own information suggests."""
    level = _level(sight)
    class_ = "emergency" if level else "complaint"
    grade = _grade(sight, log, level)
    weighed = _weighed(sight, log)
    return Scales(
        strand=strand,
        classes=_choices(sight, CLASSES, (class_,)),
        levels=_choices(sight, LEVELS, (level,)),
        grades=_choices(sight, GRADES, (grade,)),
        inputs=_choices(sight, INPUTS, weighed),
    )


def suggested(parts: Scales) -> Judged:
    """The judgement that the desk suggests, handed up for approval (R57)."""
    return Judged(
        strand=parts.strand,
        class_=next(choice.id for choice in parts.classes if choice.suggested),
        level=next(choice.id for choice in parts.levels if choice.suggested),
        grade=next(choice.id for choice in parts.grades if choice.suggested),
        inputs=tuple(choice.id for choice in parts.inputs if choice.suggested),
        proposal=True,
    )


def assess(judged: Judged) -> Assess:
    """The action of a judgement; an emergency without a level, and a level without an emergency, are possible and wrong."""
    return Assess.model_validate(
        {
            "strand": judged.strand,
            "opinion_class": judged.class_,
            "grade": judged.grade,
            "emergency_level": judged.level or None,
            "inputs": judged.inputs,
            "proposal": judged.proposal,
        }
    )


def in_words(sight: Sight, judged: Judged) -> str:
    """A judgement on one line."""
    _ = sight.say
    weighed = sight.names([_(_SHORT[name]) for name in judged.inputs]) or _("nothing yet")
    parts = [_(CLASSES[judged.class_])]
    if judged.level:
        parts = [_(LEVELS[judged.level])]
    return _.both(sight.names([*parts, _(GRADES[judged.grade])]), _("weighed: {what}", what=weighed))


_SHORT: Final[Mapping[str, str]] = {"content": mark("content"), "reaction": mark("reaction"), "media": mark("media")}


def _choices(sight: Sight, names: Mapping[str, str], taken: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(id_, sight.say(name), "", id_ in taken) for id_, name in names.items())


def _level(sight: Sight) -> str:
    """The level that the figures known here reach; a count of people who were harmed is an emergency at least."""
    known = sight.known()
    grave = sum(_people(sight, fact) for slot, fact in known.items() if sight.library.slots[slot].safety_critical)
    reached = next((level for least, level in _DEAD if grave >= least), "")
    if reached:
        return reached
    return "IV" if any(_people(sight, fact) for fact in known.values()) else ""


def _people(sight: Sight, fact: Fact) -> int:
    """The value of a count of persons; 0 for anything else."""
    unit = sight.library.slots[fact.slot].unit
    counts = unit is not None and unit.zh == "人" and isinstance(fact.value, int)
    return int(fact.value) if counts and not isinstance(fact.value, str) else 0  # type: ignore[arg-type]


def _grade(sight: Sight, log: list[Event], level: str) -> str:
    """By the noise of the last hour, and never below what the level suggests (I9)."""
    heat = next((int(event.data["heat"]) for event in reversed(log) if event.kind == "pulse"), 0)
    if level == "I" or heat >= VERY_LOUD:
        return "especially_serious"
    return "major" if level == "II" or heat >= LOUD else "ordinary"


def _weighed(sight: Sight, log: list[Event]) -> tuple[str, ...]:
    """The inputs of which this seat has seen anything yet."""
    papers = [sight.document(inject) for inject in sight.board.documents.get(sight.seat, {})]
    signals = sight.board.signals.get(sight.seat, {})
    content = bool(papers or signals or sight.board.claims or sight.known())
    reaction = any(event.kind == "pulse" and event.data["heat"] for event in log)
    press = any(paper.form in _PRESS or paper.question is not None for paper in papers)
    press = press or any(sight.signal(name).channel in ("news_portal", "traditional_media") for name in signals)
    press = press or any(event.kind in ("question_put", "media_item") for event in log)
    seen = {"content": content, "reaction": reaction, "media": press}
    return tuple(name for name in INPUTS if seen[name])
