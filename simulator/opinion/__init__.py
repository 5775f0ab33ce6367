"""The public: a crowd whose attention, belief and trust follow a published kind of model, the official words
and other events that reach it, the pulse that the record keeps of it, and readable posts drawn from that
pulse.
"""

from simulator.opinion.actions import Crowd
from simulator.opinion.channels import CHANNELS, FORMS, SEGMENTS, Channel, Form, Segment
from simulator.opinion.parameters import CrowdParameters, NarrativeKind, NarrativeParameters, Truth
from simulator.opinion.posts import NarrativeLines, PostCard, cards
from simulator.opinion.pulse import PULSE, NarrativePulse, Pulse

__all__ = [
    "CHANNELS",
    "FORMS",
    "PULSE",
    "SEGMENTS",
    "Channel",
    "Crowd",
    "CrowdParameters",
    "Form",
    "NarrativeKind",
    "NarrativeLines",
    "NarrativeParameters",
    "NarrativePulse",
    "PostCard",
    "Pulse",
    "Segment",
    "Truth",
    "cards",
]
