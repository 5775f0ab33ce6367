"""The offer to have an own text read before it goes out."""

from __future__ import annotations

from simulator.record import actions as a
from tui.desk.kinds import Offer
from tui.desk.offers.common import SPEAK, Moment
from tui.desk.rows import form_name, own_drafts

POSSIBLE = 38
"""A check is worth its time and never owed, so it is no need of the desk."""


def checking(m: Moment) -> list[Offer]:
    """One offer for each written text in own words that nobody is reading yet, and that was not read since it was written."""
    _ = m.sight.say
    made = []
    for draft in own_drafts(m.sight):
        waits = draft.ready is not None and draft.published is None and draft.message.own_words
        if not waits or draft.checked is not None or m.work.doing("check_draft", draft.ref):
            continue
        label = _("Check before it goes out: {draft}", draft=form_name(m.sight, draft))
        why = _(
            "A quarter of an hour; it names what is wrong or missing, not what would be right ({rule}).",
            rule=m.rule("R30"),
        )
        action = a.CheckDraft(draft=draft.ref)
        made.append(m.offer(f"check:{draft.ref}", SPEAK, label, why, action, POSSIBLE, about=draft.ref))
    return made


MAKERS = (checking,)
