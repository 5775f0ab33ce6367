"""The base rows of the decision table (OFFICIAL_RULES section 5): C0 to C5x. Each function is one row or
one block of rows; what no row covers is said to be so, and nothing is guessed.
"""

from __future__ import annotations

from simulator.rules.answer import NotCovered, Ruling, names, unique
from simulator.rules.owners import Inquiry
from simulator.rules.world import TOWNSHIP_GOVERNMENT, Organ


def decide(inquiry: Inquiry) -> Ruling:
    """Return what the base rows give.

    Raises:
        NotCovered: the table has no row for these facts.
    """
    kind = inquiry.facts.matter
    if kind is None:
        raise NotCovered("the facts do not say whether the matter is State Council policy or local")
    if kind == "out_of_scope":
        inquiry.trace.say("Not about government policy, conduct or regulatory duty: out of scope")
        return Ruling(("C0",))
    reading = "the content of a State Council policy" if kind != "local" else "local conduct"
    inquiry.trace.say(f"The quarrel is about {reading}", "I1")
    if kind == "state_council_policy":
        return _policy(inquiry)
    inquiry.trace.say("Local opinion is handled territorially, by level, by whoever is in charge", "R03")
    if len(inquiry.places) >= 2:
        return _several_places(inquiry)
    return _one_place(inquiry)


# ---- who coordinates ----


def government_offices(inquiry: Inquiry, place: str, *rules: str) -> tuple[Organ, ...]:
    """Return the General Office and publicity of ``place``; for a township those of its county (I8)."""
    world, trace = inquiry.world, inquiry.trace
    seat = place
    readings: tuple[str, ...] = ()
    if world.level(place) == "T":
        readings = ("I8",)
        if inquiry.book.interpretations.I8.value == "township":
            office = (Organ(place, "gov_office"),)
            trace.say(f"{names(office)} organises and coordinates", *rules, "I8")
            return office
        seat = world.seat_of_departments(place)
    offices = (Organ(seat, "gov_office"), Organ(seat, "publicity"))
    trace.say(f"{offices[0]} together with {offices[1]} organises and coordinates", *rules, *readings)
    return offices


def _offices_by_i80(inquiry: Inquiry, place: str, *rules: str) -> tuple[Organ, ...]:
    """Offices where N61 itself names no coordinator (I2)."""
    if inquiry.book.interpretations.I2.value:
        return government_offices(inquiry, place, *rules, "I2")
    inquiry.trace.say("N61 names nobody to organise and coordinate here", "I2")
    return ()


def _superior_offices(inquiry: Inquiry, organ: Organ) -> tuple[Organ, ...]:
    """Office of the vertical department's superior department, with publicity (R06, I4)."""
    superior = _superior_organ(inquiry, organ)
    settings, world = inquiry.book.interpretations, inquiry.world
    readings = ["I4"]
    if superior is None:
        readings.append("I6")
        if settings.I6.value == "superior_office":
            raise NotCovered(f"{organ} heads its vertical system, and the rulebook wants an office above it")
    head = superior or organ
    level = head.place if settings.I4.value == "superior" else organ.place
    offices = (head.office, Organ(world.seat_of_departments(level), "publicity"))
    whose = "its superior department's office" if superior else "the office of the system's highest organ"
    inquiry.trace.say(
        f"{organ} is vertically managed: {whose}, {offices[0]}, with {offices[1]} organises and coordinates",
        "R06",
        *readings,
    )
    return offices


def _superior_organ(inquiry: Inquiry, organ: Organ) -> Organ | None:
    """Return the same department in the parent place; None for the organ that heads the system."""
    if _heads_system(inquiry, organ):
        return None
    parent = inquiry.world.places[organ.place].parent
    return Organ(parent, organ.name) if parent is not None else None


def _heads_system(inquiry: Inquiry, organ: Organ) -> bool:
    top = "C" if inquiry.vertical_kind(organ) == "central" else "P"
    level = inquiry.world.level(organ.place)
    if top == "P" and level == "C":
        raise NotCovered(f"{organ.name} is a provincial system, which has no organ at the centre")
    return level == top


# ---- C1, C1m: State Council policy ----


def _policy(inquiry: Inquiry) -> Ruling:
    departments = inquiry.departments
    lower = [organ for organ in departments if inquiry.world.level(organ.place) != "C"]
    if lower:
        raise NotCovered(
            f"{names(lower)} is no State Council department; make the local quarrel a strand of its own (I1)"
        )
    several = len(departments) >= 2
    inquiry.trace.say(f"{names(departments)}: first responsible for State Council policy", "R02")
    if several:
        _several_departments(inquiry)
    offices = _offices_by_i80(inquiry, departments[0].place)
    if not several:
        return Ruling(("C1",), departments, (), offices)
    ruling = Ruling(("C1m",), departments, departments, offices, True, "may_designate", True)
    return with_lead(inquiry, ruling)


# ---- C4, C4x, C4v: several places ----


def _several_places(inquiry: Inquiry) -> Ruling:
    world, places = inquiry.world, inquiry.places
    nested = [place for place in places if any(world.above(place, other) for other in places)]
    if nested:
        raise NotCovered(f"the places lie within one another ({', '.join(places)}); name places side by side")
    top = world.common_superior(places)
    if top is None:
        raise NotCovered(f"no government stands above all of {', '.join(places)}")
    stray = [organ for organ in inquiry.departments if organ.place not in (*places, top)]
    if stray:
        raise NotCovered(f"{names(stray)} belongs neither to one of the places nor to their common superior {top}")
    if inquiry.vertical and inquiry.ordinary:
        raise NotCovered("several places with vertical and ordinary departments together")
    fields = tuple(dict.fromkeys(inquiry.field_of(organ) for organ in inquiry.departments))
    if any(organ.name == TOWNSHIP_GOVERNMENT for organ in inquiry.departments):
        inquiry.trace.say(f"Townships have no departments; the field is {inquiry.facts.competent_field}", "I8")
    own = _shares_of_places(inquiry, fields)
    if inquiry.vertical:
        return _one_system(inquiry, top, fields, own)
    first = tuple(Organ(top, field) for field in fields)
    inquiry.trace.say(f"Several places: {names(first)}, of the government above them all, is first responsible", "R07")
    _each_place(inquiry, own)
    if len(fields) == 1:
        offices = _offices_by_i80(inquiry, top)
        return with_lead(inquiry, Ruling(("C4",), first, own, offices, consult=True))
    _several_departments(inquiry)
    offices = _offices_by_i80(inquiry, top)
    return with_lead(inquiry, Ruling(("C4x",), first, own, offices, True, "may_designate", True))


def _shares_of_places(inquiry: Inquiry, fields: tuple[str, ...]) -> tuple[Organ, ...]:
    """Return each place's own departments; with one field, also of places whose department nobody named."""
    own = [organ for organ in inquiry.departments if organ.place in inquiry.places]
    for place in inquiry.places:
        if any(organ.place == place for organ in own):
            continue
        if len(fields) > 1:
            raise NotCovered(f"several fields, and no department of {place} is named")
        township = inquiry.world.level(place) == "T" and not inquiry.vertical
        own.append(Organ(place, TOWNSHIP_GOVERNMENT if township else fields[0]))
    return unique(own)


def _one_system(inquiry: Inquiry, top: str, fields: tuple[str, ...], own: tuple[Organ, ...]) -> Ruling:
    """C4v: the lowest organ of the vertical system above all the places (I6)."""
    if len(fields) > 1:
        raise NotCovered(f"several places with more than one vertical system ({', '.join(fields)})")
    kinds = {inquiry.vertical_kind(organ) for organ in inquiry.departments}
    owner = Organ(top, fields[0])
    if kinds != {"central"} and inquiry.world.level(top) == "C":
        raise NotCovered(f"{owner.name} is a provincial system, and no organ of it stands above several provinces")
    trace, settings = inquiry.trace, inquiry.book.interpretations
    trace.say(
        f"Several places, one vertical system: {owner}, its lowest organ above all of them, answers",
        "R07",
        "I6",
    )
    _each_place(inquiry, own)
    head = owner
    if settings.I6.value == "superior_office":
        head = _superior_organ(inquiry, owner) or owner
    level = head.place if settings.I4.value == "superior" else owner.place
    offices = (head.office, Organ(level, "publicity"))
    trace.say(f"{offices[0]} together with {offices[1]} organises and coordinates", "R06", "I6", "I4")
    return with_lead(inquiry, Ruling(("C4v",), (owner,), own, offices, consult=True))


def _each_place(inquiry: Inquiry, own: tuple[Organ, ...]) -> None:
    inquiry.trace.say(f"{names(own)}: each place still answers for its own territory", "R08")
    inquiry.trace.say("What they publish must be accurate and agree", "R11")


# ---- C2, C2t, C3, C5, C5v, C5x: one place ----


def _one_place(inquiry: Inquiry) -> Ruling:
    world, departments = inquiry.world, inquiry.departments
    spots = (*inquiry.places, *(organ.place for organ in departments))
    for index, spot in enumerate(spots):
        apart = [other for other in spots[index + 1 :] if not world.akin(spot, other)]
        if apart:
            raise NotCovered(f"departments of {spot} and {apart[0]}, but only one place ({inquiry.places[0]}) is named")
    if len(departments) == 1:
        return with_lead(inquiry, _one_department(inquiry, departments[0]))
    return with_lead(inquiry, _several_in_one_place(inquiry))


def _one_department(inquiry: Inquiry, organ: Organ) -> Ruling:
    inquiry.trace.say(f"{organ} is first responsible: the responsible department involved", "R04")
    if inquiry.is_vertical(organ):
        return Ruling(("C3",), (organ,), (), _superior_offices(inquiry, organ))
    code = "C2t" if inquiry.world.level(organ.place) == "T" else "C2"
    return Ruling((code,), (organ,), (), government_offices(inquiry, organ.place, "R05"))


def _several_in_one_place(inquiry: Inquiry) -> Ruling:
    departments, world = inquiry.departments, inquiry.world
    mixed_levels = len({world.level(organ.place) for organ in departments}) > 1
    code = (*(("C5v",) if inquiry.vertical else ()), *(("C5x",) if mixed_levels else ())) or ("C5",)
    inquiry.trace.say(f"{names(departments)}: all first responsible, none of them alone", "R04", "I3")
    _several_departments(inquiry)
    offices = [*_local_offices(inquiry, mixed_levels), *_vertical_offices(inquiry)]
    return Ruling(code, departments, departments, unique(offices), True, "may_designate", True)


def _local_offices(inquiry: Inquiry, mixed_levels: bool) -> tuple[Organ, ...]:
    settings = inquiry.book.interpretations
    if inquiry.vertical and settings.I5.value == "superior":
        return ()
    if not inquiry.ordinary:
        if mixed_levels:
            raise NotCovered(
                "vertical departments of different levels, and no ordinary one whose level would coordinate"
            )
        return government_offices(inquiry, inquiry.departments[0].place, "R12")
    spots = sorted({organ.place for organ in inquiry.ordinary}, key=inquiry.world.rank)
    if len(spots) > 1:
        inquiry.trace.say(f"Departments of different levels: coordinated at the {settings.I7.value} level", "I7")
    spot = spots[0] if settings.I7.value == "highest" else spots[-1]
    return government_offices(inquiry, spot, "R05", "R12", *(("I7",) if mixed_levels else ()))


def _vertical_offices(inquiry: Inquiry) -> list[Organ]:
    if not inquiry.vertical:
        return []
    setting = inquiry.book.interpretations.I5.value
    if setting == "local":
        inquiry.trace.say("Only the local coordinator acts for the vertical departments as well", "I5")
        return []
    inquiry.trace.say("Ordinary and vertical departments together: each kind keeps its coordinator", "I5")
    return [office for organ in inquiry.vertical for office in _superior_offices(inquiry, organ)]


def _several_departments(inquiry: Inquiry) -> None:
    inquiry.trace.say("Each answers by its division of duties", "R09")
    inquiry.trace.say("They consult each other before answering", "R10")
    inquiry.trace.say("What they publish must be accurate and agree", "R11")
    inquiry.trace.say("The organisers also supervise and guide", "R12")
    ground = "the parties are deadlocked, so one is needed" if inquiry.facts.deadlock else "where necessary"
    inquiry.trace.say(f"A lead department may be designated: {ground}", "R13", "I3")


# ---- the designated lead ----


def with_lead(inquiry: Inquiry, ruling: Ruling) -> Ruling:
    """Apply a designated lead to a ruling (R13, I3, I5)."""
    named = inquiry.facts.designated_lead
    if named is None:
        return ruling
    lead = Organ.parse(named)
    if lead not in ruling.first:
        raise NotCovered(f"the designated lead {lead} is none of the first responsible ({names(ruling.first)})")
    if ruling.lead == "none":
        inquiry.trace.say(f"{lead} is first responsible in any case; there is nothing to designate")
        return ruling
    if inquiry.is_vertical(lead) and ruling.case[0] != "C1m":
        if inquiry.facts.superior_consent is None:
            raise NotCovered(
                f"the lead {lead} is vertically managed, and the facts do not say whether its superior "
                "consented; state superior_consent"
            )
        if not inquiry.facts.superior_consent:
            inquiry.trace.say(f"{lead} was named without its superior's consent: no lead is designated", "R13", "I5")
            return ruling
    first, own = ruling.first, ruling.own
    if inquiry.book.interpretations.I3.value:
        rest = [organ for organ in ruling.first if organ != lead]
        first, own = (lead,), unique([*rest, *(organ for organ in ruling.own if organ != lead)])
        inquiry.trace.say(
            f"{lead} is designated lead and owns the joint response; the rest keep their part", "R13", "I3"
        )
    else:
        inquiry.trace.say(f"{lead} is designated lead and convenes; all stay first responsible", "R13", "I3")
    return Ruling(ruling.case, first, own, ruling.organisers, ruling.supervised, str(lead), ruling.consult)
