"""Readable posts, so that a trainee reads people and not only curves. They are a view: regenerated from a recorded pulse
and keyed draws (``cards``), never stored and never fed back, so a drill runs to the same byte whether anybody reads them
or not. Whoever rings the hotline or asks for a newspaper speaks here too (``speakers``). The words come from a grammar
for each language and from the scenario (``simulator.scenario.voices`` brings them together); no real person or account is
meant.
"""

from simulator.opinion.posts.cards import PostCard, cards
from simulator.opinion.posts.people import handle, reposts
from simulator.opinion.posts.speakers import caller_lines, headline, media_lines
from simulator.opinion.posts.voices import EMOTIONS, STANCES, Emotion, Language, Stance, Voices

__all__ = [
    "EMOTIONS",
    "STANCES",
    "Emotion",
    "Language",
    "PostCard",
    "Stance",
    "Voices",
    "caller_lines",
    "cards",
    "handle",
    "headline",
    "media_lines",
    "reposts",
]
