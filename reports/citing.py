"""How a finding's rule is cited: its id, the document and the clause, as each language counts clauses."""

from __future__ import annotations

import re

from reports.names import Names
from simulator.rules.rulebook import Rulebook
from simulator.scoring.scorecard import Finding


def citation(finding: Finding, rulebook: Rulebook, names: Names) -> str:
    """A finding's rule with document and clause; in Chinese the clause is counted as Chinese documents
    count."""
    rule = rulebook.rules.get(finding.rule)
    if names.language == "en" or rule is None:
        return finding.citation
    counted = re.fullmatch(r"(?:arts?\. )?(\d[\d., ]*)", rule.clause)
    numbered = f"第{counted.group(1).replace(', ', '、')}条" if counted else f" {rule.clause}"
    return f"{rule.id}，{rule.source}{numbered}"
