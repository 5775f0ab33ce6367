"""Findings in words: why a message won or lost points, in English and Chinese, quoting the text or naming what is missing."""

from simulator.message.explain.findings import Finding, findings_of

__all__ = ["Finding", "findings_of"]
