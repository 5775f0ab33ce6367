"""Colleagues: simulated officers who fill empty seats, with their skill as data."""

from simulator.drill.colleagues.crew import Crew
from simulator.drill.colleagues.skill import Skill, load_skill, skill_names

__all__ = ["Crew", "Skill", "load_skill", "skill_names"]
