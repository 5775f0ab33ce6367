"""The official rules as data, and who is responsible under them. A rulebook holds limits, readings and
rules; a matter holds facts; the resolver walks the decision table and says who must answer, with the
clause. No rule stands in code.
"""

from __future__ import annotations

from simulator.rules.answer import Deadlines, NotCovered, Resolution
from simulator.rules.casefile import Case, CaseFile, disagreements, load_cases
from simulator.rules.differences import Difference, differences, hours_in_words, limits_in_words
from simulator.rules.library import DEFAULT_RULEBOOK, load_rulebook, load_world, rulebook_names
from simulator.rules.matter import Actor, Change, Facts, Matter, Sheet, Strand
from simulator.rules.responsibility import fact_sheet, resolve, resolve_sheet
from simulator.rules.rulebook import Deadline, Rule, Rulebook
from simulator.rules.triggers import Limits, MatterFacts
from simulator.rules.world import Organ, Place, World

__all__ = [
    "DEFAULT_RULEBOOK",
    "Actor",
    "Case",
    "CaseFile",
    "Change",
    "Deadline",
    "Deadlines",
    "Difference",
    "Facts",
    "Limits",
    "Matter",
    "MatterFacts",
    "NotCovered",
    "Organ",
    "Place",
    "Resolution",
    "Rule",
    "Rulebook",
    "Sheet",
    "Strand",
    "World",
    "differences",
    "disagreements",
    "fact_sheet",
    "hours_in_words",
    "limits_in_words",
    "load_cases",
    "load_rulebook",
    "load_world",
    "resolve",
    "resolve_sheet",
    "rulebook_names",
]
