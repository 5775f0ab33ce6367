"""The one way in which an action is turned down."""

from __future__ import annotations


class Refusal(Exception):
    """An action that this seat may not do now; the reason in English and Chinese is what the seat reads."""

    def __init__(self, reason: str, zh: str) -> None:
        """Keep both."""
        self.zh = zh
        super().__init__(reason)


def require(condition: bool, reason: str, zh: str) -> None:
    """Go on only if the condition holds; the reason why not is given in English and Chinese.

    Checks that colleagues pass hundreds of times in a drill, or for every item of a list, raise for themselves, and word the
    reason only then.

    Raises:
        Refusal: it does not.
    """
    if not condition:
        raise Refusal(reason, zh)
