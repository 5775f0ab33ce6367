"""Reading free text: from the words of a statement to what it states, in English and Chinese, by rules alone."""

from simulator.message.text.parts import (
    Clause,
    Correction,
    Extraction,
    Figure,
    Mention,
    Promise,
    Quote,
    Sentence,
    Span,
    Stated,
    Taken,
    Unknown,
)

__all__ = [
    "Clause",
    "Correction",
    "Extraction",
    "Figure",
    "Mention",
    "Promise",
    "Quote",
    "Sentence",
    "Span",
    "Stated",
    "Taken",
    "Unknown",
]
