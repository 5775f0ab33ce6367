"""The one way in which an action is turned down."""

from __future__ import annotations


class Refusal(Exception):
    """An action that this seat may not do now; the text is the reason that the seat reads."""


def require(condition: bool, reason: str) -> None:
    """Go on only if the condition holds.

    Raises:
        Refusal: it does not.
    """
    if not condition:
        raise Refusal(reason)
