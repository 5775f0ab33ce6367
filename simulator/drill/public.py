"""The public as the drill meets it: the crowd ticks every five simulated minutes, official words reach it by their
quality and novelty, and every thirty minutes its counts enter the record as a pulse (OPINION_MODEL sections 2 and 3).
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Any, Final

from simulator.drill.hotline import HOUR, Hotline
from simulator.drill.media import Newsrooms
from simulator.drill.phase import Phase
from simulator.message import Entry
from simulator.opinion.actions import Crowd
from simulator.opinion.channels import Form
from simulator.opinion.pulse import PULSE, Pulse
from simulator.record import Word
from simulator.scenario.parameters import crowd_of, narratives_of
from simulator.scenario.schema import Claim, Truth

if TYPE_CHECKING:
    from simulator.drill.engine import Drill

TICK: Final = 300
"""Seconds between two ticks of the crowd (OPINION_MODEL 2.3)."""
IMPATIENCE: Final = 48 * 3600
"""The public's own clock: it expects an answer inside the notice's 48 h, whatever rulebook is tested (DESIGN decision 12)."""
PRESS_IMPATIENCE: Final = 24 * 3600
"""The same for a press conference on emergencies of levels I and II."""


class Public:
    """The crowd of one drill and everything that reaches it."""

    def __init__(self, drill: Drill) -> None:
        """A crowd that knows nothing yet; a narrative that follows a claim begins with it."""
        self.drill = drill
        scenario = drill.scenario
        rumours = [narrative.id for narrative in scenario.narratives if narrative.kind == "rumour"]
        self._follows = {claim.narrative: claim for claim in reversed(scenario.claims) if claim.narrative in rumours}
        self._crowd = Crowd(
            narratives_of(scenario),
            crowd_of(scenario),
            seed=drill.draws.seed,
            replication=drill.draws.replication,
            world=drill.draws.world,
            start=scenario.clock.opens,
        )
        self._env = drill.env
        self._made = 0
        """Ticks that the crowd has made."""
        self._opens = scenario.clock.opens
        self.spoke: list[str] = []
        """Parties that have spoken, in order of their first word."""
        self.removed: dict[str, float] = {}
        """Narrative -> share of its cause that disposals have removed."""
        self.last: Pulse | None = None
        """The last pulse."""
        self._newsrooms = Newsrooms(drill)
        self.hotline = Hotline(drill)

    @property
    def crowd(self) -> Crowd:
        """The crowd as it is now. It makes its ticks when somebody looks: several in one go cost little more than one."""
        env = self._env
        # the tick of the present second has come once the phase of ticks has
        until = env.second if env.phase >= Phase.TICK else env.second - 1
        come = (until - self._opens) // TICK
        if come > self._made:
            self._crowd.run(come - self._made)
            self._made = come
        return self._crowd

    def schedule(self) -> None:
        """Begin to tick, and set the public's own clocks."""
        opens = self._opens
        self.drill.call_at(opens + TICK, Phase.TICK, self._tick)
        levels = [strand.emergency_level for strand in self.drill.scenario.strands]
        self.drill.call_at(IMPATIENCE, Phase.OBSERVERS, self._lose_patience)
        if "I" in levels or "II" in levels:
            self.drill.call_at(PRESS_IMPATIENCE, Phase.OBSERVERS, self._miss_conference)

    def _tick(self) -> None:
        """What a tick brings besides the crowd's own course. Where it brings nothing it stands on no calendar."""
        drill, now = self.drill, self.drill.now
        if now % PULSE == 0:
            self._take_pulse()
        script = drill.script
        if script.awaits(now):
            drill.call_at(now, Phase.CONDITIONS, script.conditions)
        later, ends = now + TICK, drill.scenario.clock.ends
        while later <= ends and later % PULSE != 0 and not script.awaits(later):
            later += TICK
        if later <= ends:
            drill.call_at(later, Phase.TICK, self._tick)

    def part(self) -> None:
        """Forget the drill, which is over; the crowd stays as it is."""
        del self.drill, self._newsrooms, self.hotline

    def _take_pulse(self) -> None:
        """Say how the crowd is; newsrooms, callers and the cost of silence go by that until the next pulse."""
        self.last = pulse = self.crowd.pulse()
        self.drill.emit("pulse", **pulse)
        self.crowd.heed(pulse)
        self._newsrooms.look(pulse)
        if pulse["at"] % HOUR == 0:
            self.hotline.hour(pulse)

    def _lose_patience(self) -> None:
        if not self.drill.board.words:
            self.crowd.deadline_missed()

    def _miss_conference(self) -> None:
        if not any(word.message.form == "conference" for word in self.drill.board.words):
            self.crowd.deadline_missed()

    def word(self, word: Word) -> None:
        """An official word goes out: its effect is what its quality and novelty make of it (DESIGN decision 10)."""
        reading = word.reading
        first = word.party not in self.spoke
        if first:
            self.spoke.append(word.party)
        backed = [claim for claim in reading["claims"] if claim["verdict"] == "supported"]
        owners = {self.drill.library.facts[verdict["fact"]].owner for verdict in reading["facts"]}
        seats = [*word.attendees, word.seat]
        form: Form = word.message.form
        narratives = {name: weight / 1000 for name, weight in reading["narratives"].items()}
        if word.message.form == "rebuttal":  # it speaks to the claims that it denies, and to nothing else
            denied = [claim["claim"] for claim in backed if claim["stance"] == "deny"]
            form = "rebuttal" if denied else "statement"
            narratives = {self.drill.library.claims[claim].narrative: 1.0 for claim in denied} or narratives
        self.crowd.official_word(
            form,
            narratives,
            word.channels,
            quality=0.0 if _lies(reading) else reading["score"] / 100,
            novelty=reading["novelty"] / 1000,
            at=self.drill.now,
            first=first,
            evidence=bool(reading["facts"]) and len(backed) == len(reading["claims"]),
            right_attendee=all(self.drill.library.seat_of.get(owner, "") in ("", *seats) for owner in owners),
        )
        self._false_denials(word)
        self._admissions(word)

    def _false_denials(self, word: Word) -> None:
        """A denial of what is true, or not settled yet, works on those who hear it; it pays when the truth surfaces."""
        for claim in word.reading["claims"]:
            if claim["stance"] == "deny" and claim["truth"] != "false" and self._is_followed(claim["claim"]):
                self.crowd.false_denial(self.drill.library.claims[claim["claim"]].narrative, word.channels)

    def _admissions(self, word: Word) -> None:
        """Who confirms what was denied before withdraws the denial: it costs trust now, and less than its surfacing would."""
        for claim in word.reading["claims"]:
            right = claim["stance"] in ("confirm", "partly") and claim["verdict"] == "supported"
            narrative = self.drill.library.claims[claim["claim"]].narrative
            if right and self._is_followed(claim["claim"]) and self.crowd.deniers[self.crowd.index(narrative)]:
                self.crowd.retraction({narrative: 1.0}, forewarned=word.message.may_change)

    def _is_followed(self, claim: str) -> bool:
        """Whether a narrative follows just this claim; others that share it bring posts and change no truth."""
        followed = self._follows.get(self.drill.library.claims[claim].narrative)
        return followed is not None and followed.id == claim

    def clash(self, entry: Entry, others: list[Entry]) -> None:
        """Two published values do not agree: say so once for each pair, and let the public lose trust."""
        drill = self.drill
        for other in others:
            narratives = self._narratives_of(entry.slot)
            # a firm, school or hospital that disagrees shakes trust in the organs less than one organ against another
            inside = all(drill.kind_of(party) != "actor" for party in (entry.party, other.party))
            self.crowd.contradiction(dict.fromkeys(narratives, 1.0), forewarned=other.may_change or not inside)
            facts = [one for one in (entry, other) if one.of_fact]
            newest = max(facts, key=lambda one: one.holds_from) if facts else None
            seats = [drill.library.seat_of[p] for p in (entry.party, other.party) if p in drill.library.seat_of]
            drill.emit(
                "contradiction",
                slot=entry.slot,
                parties=[entry.party, other.party],
                values=[entry.value, other.value],
                wrong=[one.party for one in (entry, other) if one is not newest],
                words=[entry.seq, other.seq],
                to=seats,
            )

    def _narratives_of(self, slot: str) -> list[str]:
        found = [c.narrative for c in self.drill.library.concerns.values() if slot in c.answered_by]
        return list(dict.fromkeys(found))

    def claim_starts(self, claim: Claim) -> None:
        """A claim that shares its narrative with another brings its own posts; else the narrative's seed is the claim."""
        if not self._is_followed(claim.id):
            self.crowd.inject_posts(claim.narrative, 30)

    def set_truth(self, claim: Claim, truth: Truth) -> None:
        """The truth of a claim has changed."""
        if self._is_followed(claim.id):
            self.crowd.set_truth(claim.narrative, truth)

    def surface(self, claim: Claim) -> None:
        """The truth of a claim comes out."""
        if self._is_followed(claim.id):
            self.crowd.surface(claim.narrative)

    def exposed(self) -> None:
        """Something that an organ did and hid comes out."""
        self.crowd.exposed()

    def inject_posts(self, narrative: str, count: int) -> None:
        """Posts from outside the crowd."""
        self.crowd.inject_posts(narrative, count)

    def reopen(self, narrative: str, share: float) -> None:
        """The cause is open again."""
        self.crowd.reopen_source(narrative, share)
        if narrative in self.removed:
            self.removed[narrative] = min(self.removed[narrative], 1 - share)

    def development(self, narrative: str) -> None:
        """What has been said covers less than before."""
        self.crowd.new_development(narrative)

    def disposal(self, solves: dict[str, float]) -> None:
        """A disposal has removed a share of each narrative's cause."""
        for narrative, share in solves.items():
            self.crowd.disposal(narrative, share)
            left = 1 - self.removed.get(narrative, 0.0)
            self.removed[narrative] = 1 - left * (1 - share)

    def believing_share(self, narrative: str) -> float:
        """Share of all persons who believe the narrative."""
        return self.crowd.believing_share(narrative)

    def heat(self) -> int:
        """Posts of the last hour, over all narratives."""
        return round(self.crowd.heat)

    def outcome(self) -> dict[str, int]:
        """The outcome at the horizon, in per mille: worst false claim's believing share, weight of open concerns, trust,
        accuracy of belief (false claims believed and true claims disbelieved both count), cause removed.
        """
        drill = self.drill
        rumours = [n for n, kind in drill.library.narratives.items() if kind == "rumour"]
        false = [
            claim.narrative
            for claim in drill.library.claims.values()
            if drill.library.truth(claim.id, drill.now) == "false" and claim.narrative in rumours
        ]
        answered = [concern for word in drill.board.words for concern in word.reading["concerns"]]
        concerns = drill.library.concerns.values()
        weight = sum(concern.weight for concern in concerns)
        still_open = sum(concern.weight for concern in concerns if concern.id not in answered)
        causes = [n for d in drill.scenario.disposals for n in d.solves]
        named = list(dict.fromkeys(causes))
        return {
            "rumour_belief": round(1000 * max((self.believing_share(n) for n in false), default=0.0)),
            "open_concerns": round(1000 * still_open / weight),
            "trust": round(self.crowd.pulse()["trust"] / 10),
            "accuracy": self._accuracy(),
            "cause_removed": round(1000 * fsum(self.removed.get(n, 0.0) for n in named) / max(1, len(named))),
        }

    def afterwards(self) -> dict[str, int]:
        """Trust and accuracy of belief, in per mille, as they stand now; taken after the epilogue they tell what came out
        later.
        """
        return {"trust_after": round(self.crowd.pulse()["trust"] / 10), "accuracy_after": self._accuracy()}

    def _accuracy(self) -> int:
        rumours = [n for n, kind in self.drill.library.narratives.items() if kind == "rumour"]
        wrong = sum(self.crowd.inaccurate(narrative) for narrative in rumours)
        return 1000 - round(1000 * wrong / (self.crowd.parameters.population * max(1, len(rumours))))


def _lies(reading: dict[str, Any]) -> bool:
    """Whether a word states a value that its speaker knew to be wrong. Such a word earns nothing, for a lowered figure must
    not calm anybody to good effect.
    """
    return any(verdict["verdict"] == "contradicted" and not verdict["true"] for verdict in reading["facts"])
