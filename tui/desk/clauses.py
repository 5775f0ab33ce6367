"""The clause behind a rule that the desk mentions, as the rule catalogue cites it. The desk is a client and has no rulebook
at hand; these are the rules that hold under every rulebook of the library.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from simulator.scenario.text import Language

_NOTICE: Final = ("Notice 61 [2016]", "国办发〔2016〕61号")
_COUNTY: Final = ("county measures", "县级实施办法")

_CLAUSES: Final[Mapping[str, tuple[tuple[str, str], str]]] = {
    "R01": (_NOTICE, "1"), "R03": (_NOTICE, "1"), "R04": (_NOTICE, "1"), "R05": (_NOTICE, "1"),
    "R09": (_NOTICE, "1"), "R10": (_NOTICE, "1"), "R11": (_NOTICE, "1"), "R12": (_NOTICE, "1"),
    "R13": (_NOTICE, "1"), "R14": (_NOTICE, "1"), "R16": (_NOTICE, "2"), "R18": (_NOTICE, "2"),
    "R20": (_NOTICE, "2"), "R21": (_NOTICE, "2"), "R22": (_NOTICE, "2"), "R24": (_NOTICE, "3"),
    "R25": (_NOTICE, "3"), "R26": (_NOTICE, "3"), "R27": (_NOTICE, "3"), "R30": (_NOTICE, "3"),
    "R31": (_NOTICE, "3"), "R35": (_NOTICE, "3"), "R36": (_NOTICE, "3"), "R37": (_NOTICE, "3"),
    "R38": (_NOTICE, "3"), "R50": (_COUNTY, "1.1"), "R51": (_COUNTY, "2.1"), "R52": (_COUNTY, "2.1"),
    "R54": (_COUNTY, "2.2"), "R56": (_COUNTY, "2.2"), "R57": (_COUNTY, "2.2"), "R58": (_COUNTY, "2.3"),
    "R59": (_COUNTY, "2.4"), "R60": (_COUNTY, "2.4"), "R61": (_COUNTY, "2.4"), "R62": (_COUNTY, "2.4"),
    "R68": (_COUNTY, "3.1"),
    "R66": (("disclosure regulation", "政府信息公开条例"), "11"),
    "R77": (("disclosure regulation", "政府信息公开条例"), "14"),
    "R78": (("disclosure regulation", "政府信息公开条例"), "15"),
    "R70": (("Rules 80 [2016]", "国办发〔2016〕80号"), "3"),
    "R80": (("emergency response law", "突发事件应对法"), "3"),
    "R81": (("emergency response law", "突发事件应对法"), "61"),
}  # fmt: skip


def citation(rule: str, language: Language) -> str:
    """The rule with its clause, such as ``R10, Notice 61 [2016] clause 1``; a rule without entry is its own name."""
    if rule not in _CLAUSES:
        return rule
    (english, chinese), clause = _CLAUSES[rule]
    return f"{rule}, {english} clause {clause}" if language == "en" else f"{rule}，{chinese}第{clause}条"
