"""What the world does to the crowd: official words, disposal, contradictions, missed deadlines, injects and
truths that surface. Nothing here edits what people think, and nothing deletes a post: actions change how much
is explained (coverage), how many see it (reach), how far it is believed (trust) and whether the cause is
still open. A referral of a rumour to public security is a duty without effect on the crowd, so it has no
method here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

import numpy as np

from simulator.errors import UsageError
from simulator.opinion.channels import CHANNELS, Channel, Form
from simulator.opinion.field import Field
from simulator.opinion.kernel_terms import WEIGHTS
from simulator.opinion.media import MEDIA_CHANNELS, Line
from simulator.opinion.parameters import Truth
from simulator.opinion.pulse import PULSE, Pulse, read_pulse
from simulator.opinion.responses import FormParameters

_TERMS = np.array(WEIGHTS)
_DAY = 86_400
MOST_BY_CALLS = 0.25
"""Logit that one hour of calls moves trust at most (assumption): 2,500 lost calls."""
FALSE_DENIAL_QUALITY = 0.5
"""Quality with which a denial of what is true reaches people (assumption): it sounds as good as a middling honest one."""
_TRUE_SHARE: dict[Truth, float] = {"true": 1.0, "partly_true": 0.5, "false": 0.0, "unknown": 0.0}


def _within(name: str, value: float, low: float, high: float) -> None:
    if not (isfinite(value) and low <= value <= high):
        raise UsageError(f"{name} is {value}; it must lie between {low:g} and {high:g}")


class Crowd(Field):
    """One replication of the public, with everything that can happen to it (section 3 of the model's
    reference).

    An effect counts from the next tick on. Sizes are expert settings; see ``responses``.
    """

    def official_word(
        self,
        form: Form,
        weights: Mapping[str, float],
        channels: Sequence[Channel],
        quality: float,
        novelty: float,
        *,
        at: int,
        first: bool,
        evidence: bool = True,
        right_attendee: bool = True,
    ) -> None:
        """Publish a text in one form, addressing narratives with weights 0 to 1, through the channels named.

        ``quality`` is the capped message score / 100, ``novelty`` the share of its claims and answers that
        the party had not published before. Every effect is multiplied by both, the end of silence too: the
        silence clock is set back by that share of its length. What is aimed at a narrative that nobody talks
        about yet is lost, and a text that meets no narrative, or nobody on its channels, is worth nothing at
        all. ``evidence`` matters for a rebuttal, ``right_attendee`` for a conference; ``first`` marks the
        party's first word. UsageError for numbers out of range.
        """
        _within("quality", quality, 0.0, 1.0)
        _within("novelty", novelty, 0.0, 1.0)
        for narrative, weight in weights.items():
            _within(f"the weight of {narrative}", weight, 0.0, 1.0)
        strangers = [channel for channel in channels if channel not in CHANNELS]
        if strangers:
            raise UsageError(f"there is no channel {strangers[0]!r}; the channels are {', '.join(CHANNELS)}")
        aimed = {self.index(name): weight for name, weight in weights.items() if weight > 0.0 and self.seeded(name, at)}
        bare = form == "rebuttal" and not evidence
        if form == "rebuttal":
            for k in aimed:
                self.deniers[k] = True
        effects = self.parameters.responses.forms.get(form)
        effect = quality * novelty
        heard = any(self.parameters.channels[channel].reach.get(form, 0) > 0 for channel in channels)
        if effects is None or effect <= 0.0 or not aimed or not heard:
            return
        self.silent_since += int(effect * max(0, at - self.silent_since))
        for k, weight in aimed.items():
            self._inform(k, form, weight * effects.weight * effect, channels, effects.coverage, bare)
        self.trust_jump(self._earned(form, effects, at, first, bare, right_attendee) * effect)

    def _inform(
        self, k: int, form: Form, strength: float, channels: Sequence[Channel], coverage: float, bare: bool
    ) -> None:
        """Reach and coverage of a word on one narrative."""
        responses = self.parameters.responses
        scale = strength * (responses.bare_reach if bare else 1.0)
        readers = [self.parameters.channels[c].reach.get(form, 0) * scale if c in channels else 0.0 for c in CHANNELS]
        reach = np.array(readers)[:, None] * _TERMS
        self.official[k] += reach
        if form == "rebuttal":
            self.denial[k] += reach
        self.coverage[k] += coverage * strength * (1.0 - self.coverage[k])
        if form == "conference" and self.disposed[k]:
            closed = strength * (1.0 - responses.conference_source)
            self.source[k] = min(self.source[k], 1.0 - closed)

    def _earned(
        self, form: Form, effects: FormParameters, at: int, first: bool, bare: bool, right_attendee: bool
    ) -> float:
        """Logit of trust that a word of full quality and novelty earns now."""
        responses = self.parameters.responses
        if at <= effects.early_until * 3600 and (first or not effects.early_needs_first):
            earned = effects.trust_early
        else:
            earned = effects.trust_day if at <= _DAY else effects.trust_late
        if bare:
            earned *= responses.bare_trust
        if form == "conference" and not right_attendee:
            earned *= responses.wrong_attendee
        return earned * responses.trust_scale

    def false_denial(self, narrative: str, channels: Sequence[Channel]) -> None:
        """Deny a claim that is true, wholly or in part, or that nobody has settled: whoever hears it may be settled by it.

        It reaches people as a bare denial of middling quality does. It explains nothing, earns no trust and does not end
        the silence; what it costs comes when the truth surfaces.
        """
        k = self.index(narrative)
        self.deniers[k] = True
        if self.seeded(narrative, self.now):
            self._inform(k, "rebuttal", FALSE_DENIAL_QUALITY, channels, 0.0, bare=True)

    def media_item(self, narrative: str, weight: float, line: Line) -> None:
        """An outlet's item appears on portals and in traditional media, worth ``weight`` ordinary posts.

        With the public's line it is a post of that weight on the narrative. With the official line as many people read
        what the organs say instead, a denial in it in the share that denials have in the official word: it settles people
        and explains nothing new, so neither coverage nor trust rises.
        """
        _within("weight", weight, 0.0, 10_000.0)
        if line == "public":
            self.inject_posts(narrative, 1, channels=MEDIA_CHANNELS, weight=weight)
            return
        k = self.index(narrative)
        said = float(self.official[k].sum())
        denying = float(self.denial[k].sum()) / said if said > 0.0 else 0.0
        readers = weight / self.parameters.q / len(MEDIA_CHANNELS) * _TERMS
        for channel in MEDIA_CHANNELS:
            c = self.channels.index(channel)
            self.official[k, c] += readers
            self.denial[k, c] += denying * readers

    def calls(self, delta: float) -> None:
        """Answered and lost calls of an hour of the hotline move trust by ``delta``, before the scale of all one-off
        jumps; at most by ``MOST_BY_CALLS``."""
        moved = min(max(delta, -MOST_BY_CALLS), MOST_BY_CALLS)
        self.trust_jump(moved * self.parameters.responses.trust_scale)

    def exposed(self) -> None:
        """Removed posts, a lowered or withheld figure, an over-referral or an uncorrected falsehood comes out: trust
        falls."""
        responses = self.parameters.responses
        self.trust_jump(responses.exposed_trust * responses.trust_scale)

    def heed(self, pulse: Pulse) -> None:
        """Let silence cost, until the next pulse, in proportion to what the public asks and nobody has explained.

        Where nobody asks, nothing is lost by saying nothing; a word without anything new does not help, since only what
        is explained counts.
        """
        asked = 0
        for item in pulse["narratives"].values():
            asked += item["posts"] * (1000 - item["coverage"])
        self.silence_rate = min(1.0, asked / 1000 * (3600 / PULSE) / self.parameters.silence_heat)

    def trust_jump(self, delta: float) -> None:
        """Add ``delta`` to the logit of trust of every segment, as given; trust stays strictly between 0 and
        1."""
        _within("a trust jump", delta, -20.0, 20.0)
        self.logit_trust = np.minimum(np.maximum(self.logit_trust + delta, -20.0), 20.0)
        self._refresh_trust()

    def disposal(self, narrative: str, done_share: float) -> None:
        """Real work closes ``done_share`` (0 to 1) of what is left of the cause; the only lever on the
        source."""
        _within("done_share", done_share, 0.0, 1.0)
        k = self.index(narrative)
        self.source[k] *= 1.0 - done_share
        self.disposed[k] = self.disposed[k] or done_share > 0.0
        responses = self.parameters.responses
        self.trust_jump(responses.disposal_trust * responses.trust_scale * done_share)

    def contradiction(self, weights: Mapping[str, float], forewarned: bool) -> None:
        """Two published facts contradict each other: coverage of the narratives falls, and trust with it.

        ``forewarned`` tells whether the first text said that facts may change (Gretton 2021).
        """
        responses = self.parameters.responses
        for narrative, weight in weights.items():
            _within(f"the weight of {narrative}", weight, 0.0, 1.0)
            self.coverage[self.index(narrative)] *= 1.0 - responses.contradiction_coverage * weight
        factor = responses.forewarned if forewarned else 1.0
        self.trust_jump(responses.contradiction_trust * factor * responses.trust_scale)

    def retraction(self, weights: Mapping[str, float], forewarned: bool = False) -> None:
        """A party withdraws its own words: as a contradiction, but a denial of the narratives ends with it.

        People whom the denial had settled stay settled, now on what is true; a later surfacing costs nothing
        more.
        """
        self.contradiction(weights, forewarned)
        for narrative, weight in weights.items():
            if weight > 0.0:
                self._forget_denial(self.index(narrative))

    def _forget_denial(self, k: int) -> None:
        self.deniers[k] = False
        self.denied[k] = 0.0
        self.official[k] = np.maximum(self.official[k] - self.denial[k], 0.0)
        self.denial[k] = 0.0

    def deadline_missed(self) -> None:
        """The public's own clock of 24 h or 48 h has run out without a word: trust falls once."""
        responses = self.parameters.responses
        self.trust_jump(responses.deadline_trust * responses.trust_scale)

    def inject_posts(
        self, narrative: str, posts: int, *, channels: Sequence[Channel] | None = None, weight: float = 1.0
    ) -> None:
        """Bring posts in from outside with the next tick, spread evenly over the channels.

        Without channels they appear where affected residents post. ``weight`` is the visibility of one of
        them.
        """
        _within("posts", posts, 0, 1_000_000)
        _within("weight", weight, 0.0, 10_000.0)
        k = self.index(narrative)
        places = [c for c, channel in enumerate(CHANNELS) if channels is not None and channel in channels]
        if channels is not None and not places:
            raise UsageError(f"posts on {narrative} need a channel; the channels are {', '.join(CHANNELS)}")
        share = self._posting[0]
        if places:
            share = np.zeros(len(CHANNELS))
            share[places] = 1.0 / len(places)
        self._brought_in[k] = self._brought_in[k] or posts > 0
        self._waiting[k] += posts * share
        self._waiting_weight[k] += posts * weight * share
        self._waiting_count[k] += posts

    def reopen_source(self, narrative: str, share: float) -> None:
        """Open the cause again to at least ``share`` (0 to 1)."""
        _within("share", share, 0.0, 1.0)
        k = self.index(narrative)
        self.source[k] = max(self.source[k], share)

    def new_development(self, narrative: str) -> None:
        """Something new happens that no word so far explains."""
        self.coverage[self.index(narrative)] *= self.parameters.responses.development_coverage

    def set_truth(self, narrative: str, truth: Truth) -> None:
        """Change what is true about a claim; what a denial settled before is judged by it from now on.

        UsageError for a narrative that is no claim.
        """
        k = self.index(narrative)
        if self.kinds[k] != "rumour":
            raise UsageError(f"narrative {narrative!r} is a {self.kinds[k]}; only a claim (rumour) changes its truth")
        if truth not in _TRUE_SHARE:
            raise UsageError(f"truth cannot be {truth!r}; it is one of {', '.join(_TRUE_SHARE)}")
        self.truth[k] = truth

    def falsely_settled(self, narrative: str) -> int:
        """Persons whom a denial settled against the truth; of a partly true claim, half (assumption)."""
        k = self.index(narrative)
        return int(self.denied[k].sum() * _TRUE_SHARE[self.truth[k]])

    def inaccurate(self, narrative: str) -> int:
        """Persons who are wrong about it: believers as far as it is false, falsely settled as far as it is
        true.

        An unknown truth makes nobody wrong; a fact counts as true, a concern as unknown.
        """
        k = self.index(narrative)
        if self.truth[k] == "unknown":
            return 0
        wrong = self.believing[k].sum() * (1.0 - _TRUE_SHARE[self.truth[k]])
        return int(wrong) + self.falsely_settled(narrative)

    def surface(self, narrative: str) -> int:
        """The truth of a claim comes out; give the number of falsely settled people who believe it again.

        If a denial was published, trust falls by more than withdrawing it in time would have cost, whatever
        the denial's quality.
        """
        k = self.index(narrative)
        share = _TRUE_SHARE[self.truth[k]]
        if share == 0.0:
            return 0
        back = np.minimum(np.floor(self.denied[k] * share), self.settled[k])
        self.settled[k] -= back
        self.believing[k] += back
        if self.deniers[k]:
            responses = self.parameters.responses
            self.trust_jump(responses.surfaced_trust * responses.trust_scale * share)
        self._forget_denial(k)
        return int(back.sum())

    def pulse(self) -> Pulse:
        """The crowd's figures of the last 30 minutes, whole numbers only; see :class:`Pulse`."""
        return read_pulse(self)
