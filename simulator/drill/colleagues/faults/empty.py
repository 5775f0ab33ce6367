"""Words that say nothing: many of them with nothing new in them, or long ones about the own work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.drill.colleagues.faults.fault import Fault, Tongue, rewritten, worded
from simulator.record import Action, Event, Message
from simulator.record import actions as a
from simulator.record.actions import Citation
from simulator.scenario.moments import HOUR

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague

AGAIN: Final = 4 * HOUR
"""The next word with nothing new comes so long after the last (assumption)."""

_EMPTY: Final[dict[str, object]] = {
    "facts": (),
    "claims": (),
    "unknowns": (),
    "advice": (),
    "disposals": (),
    "credits": (),
    "as_of": None,
    "next_update": None,
    "may_change": False,
    "corrects": None,
}
"""A message from which everything that it said is taken."""

_WORDS: Final[dict[Tongue, str]] = {
    "en": "We are following this closely. We thank everyone for their attention and ask for patience. Work goes on. "
    * 3,
    "zh": "我们正在密切关注，感谢大家的理解与支持，请大家耐心等待，各项工作正在有序推进。" * 4,
}
_OFFICE_ENGLISH: Final = (
    "The responsible leadership attached great importance to the matter, promptly convened a special meeting, conveyed the "
    "spirit of the relevant instructions and made comprehensive arrangements. All units further raised their standing, "
    "compacted their responsibilities, strengthened coordination and formed a powerful joint force, so that every measure "
    "might be carried out in an orderly and effective manner. "
)
_OFFICE_CHINESE: Final = (
    "有关领导高度重视，第一时间召开专题会议，传达有关指示精神，作出全面部署。各单位进一步提高站位、压实责任、"
    "强化统筹、形成合力，确保各项工作有力有序有效推进，取得阶段性成效。"
)
_OFFICE: Final[dict[Tongue, str]] = {"en": _OFFICE_ENGLISH * 2, "zh": _OFFICE_CHINESE * 2}


def _stale(colleague: Colleague, message: Message, now: int) -> Message:
    """The same occasion, and in it only what this seat said first, in many words."""
    said = [verdict["fact"] for word in colleague.board.words_of(colleague.seat) for verdict in word.reading["facts"]]
    form = message.form if message.form in ("statement", "update", "conference") else "social"
    old = {"form": form, "facts": tuple(Citation(fact=fact) for fact in said[:1])}
    return worded(colleague, message.model_copy(update=_EMPTY | old), now, _WORDS)


def _spams(colleague: Colleague, now: int, action: Action) -> list[Action]:
    """What a word had to tell falls out of it."""
    if not isinstance(action, a.Draft) or not colleague.strays("spams", action.draft):
        return [action]
    return [action.model_copy(update={"message": _stale(colleague, action.message, now)})]


def _speaks_soon(colleague: Colleague, event: Event) -> None:
    """The matter is on the desk, or a word has just gone out: time for the next."""
    own = event.kind == "sheet_opened" or event.seat == colleague.seat
    strand = event.data["strand"]
    if own and colleague.view.is_department(strand) and colleague.before_end(event.at + AGAIN):
        colleague.plan(max(0, event.at) + AGAIN, "speak_again", strand)


def _speak_again(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Another word with nothing new."""
    time = colleague.occasion("speak_again")
    if not colleague.strays("spams", "again", time):
        return []
    message = _stale(colleague, Message(form="update", text={"en": "-"}), now)
    return [a.Draft(draft=colleague.name_draft("again"), strand=about, message=message)]


def _inflates(colleague: Colleague, now: int, action: Action) -> list[Action]:
    """Long words about the own work take the place of every fact and every answer; an interview is no place for them."""
    if isinstance(action, a.GiveInterview):
        return [] if colleague.strays("inflates", action.outlet, action.inject or "") else [action]
    if not isinstance(action, a.Draft) or not colleague.strays("inflates", action.draft):
        return [action]
    form = "statement" if action.message.form in ("rebuttal", "correction") else action.message.form
    own = rewritten(colleague, action, now, **_EMPTY | {"form": form, "disposals": action.message.disposals})
    return [own.model_copy(update={"message": worded(colleague, own.message, now, _OFFICE)})]


FAULTS: Final = {
    "spams": Fault(
        twist=_spams,
        reactions={"sheet_opened": _speaks_soon, "published": _speaks_soon},
        deeds={"speak_again": _speak_again},
    ),
    "inflates": Fault(twist=_inflates),
}
