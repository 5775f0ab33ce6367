"""Words that come from people: in both languages, of bounded length, and without characters that act on a terminal or
reorder what is read. Everything else in a text is shown literally.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Language = Literal["en", "zh"]
"""A language of the interface and of scenario texts."""

Channel = Literal["weibo", "wechat", "short_video", "forum", "news_portal", "hotline", "traditional_media"]
"""Where the public speaks and listens (OPINION_MODEL 6.1)."""

ACTING_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
"""Control, escape and bidirectional-override characters; line feed and tab are not among them."""


def without_acting_characters(text: str) -> str:
    """The text unchanged.

    Raises:
        ValueError: the text holds a control, escape or bidirectional-override character.
    """
    if text.isprintable():  # true of no control or format character, and told faster than by the pattern
        return text
    found = ACTING_CHARACTERS.search(text)
    if found is not None:
        raise ValueError(f"holds the control character U+{ord(found.group()):04X}; remove it")
    return text


Words = Annotated[str, StringConstraints(min_length=1, max_length=6000), AfterValidator(without_acting_characters)]
"""A text of 1 to 6,000 characters without control characters."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""An identifier inside one scenario: lower-case letters, digits and underscores, a letter first."""

PartyId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}/[a-z][a-z0-9_.]{0,39}$")]
"""An organ: ``place/department``, such as ``fuhe/health``."""


class Text(BaseModel):
    """The same words in both languages of the interface."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    en: Words = Field(description="English")
    zh: Words = Field(description="Chinese, simplified")

    def in_(self, language: Language) -> str:
        """The words in one language."""
        return self.zh if language == "zh" else self.en
