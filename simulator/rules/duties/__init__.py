"""What is due: which rule asks what of whom in a drill, when it is met, and when it is missed."""

from simulator.rules.duties.book import DutyBook

__all__ = ["DutyBook"]
