"""Colleagues: simulated officers who fill empty seats, with their skill as data."""

from simulator.drill.colleagues.condemned import condemned_names, load_skill, load_strategy, touched
from simulator.drill.colleagues.crew import Crew
from simulator.drill.colleagues.skill import Skill, skill_names

__all__ = ["Crew", "Skill", "condemned_names", "load_skill", "load_strategy", "skill_names", "touched"]
