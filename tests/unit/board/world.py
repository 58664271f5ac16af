"""A small world for the board: two houses, an office, one protocol, one day. Everything by hand.

On 15 March 2022, Asia/Shanghai. QZ-D holds A and B in transition cell T/01 (leg 3 since 13 March) and
C in general cell G1/01; MJ-D holds D in G1/01. Slots: morning 06:00 to 09:00, evening 18:00 to 20:00.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from lazaretto.board.charting import window_of
from lazaretto.board.houses import House, houses
from lazaretto.facts.command import FacilityEstablished, LevelOrdered, PlaceEstablished, ProtocolIssued
from lazaretto.facts.custody import Admitted
from lazaretto.facts.duty import Enrolled, PhaseStarted
from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from lazaretto.facts.periods import Period, instant
from lazaretto.facts.quarantine import LegStarted, Ordered, PlannedLeg
from lazaretto.obligations.assessing import Assessment, assess
from lazaretto.obligations.force import InForce, in_force
from lazaretto.protocol.document import (
    BottomLine,
    Clause,
    Counting,
    Coverage,
    Deadline,
    Leg,
    Parameter,
    Protocol,
    Recurring,
    Refrain,
    Slot,
    Source,
    Text,
)
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record
from tests.stating import fact, second

EVERY = frozenset({"QZ-D", "MJ-D", "TS-Z"})
ALL: tuple[str, ...] = ("routine", "heightened", "closed", "outbreak")


def words(english: str) -> Text:
    """A text whose Chinese is the English marked, so that a mix-up shows."""
    return Text(zh_hans=f"简{english}", zh_hant=f"繁{english}", en=english)


SLOTS = (
    Slot(id="morning", label=words("morning"), opens=time(6), closes=time(9)),
    Slot(id="evening", label=words("evening"), opens=time(18), closes=time(20)),
)


def clause(identity: str, duty: object, **given: object) -> Clause:
    """A clause with the fields that no test looks at filled in."""
    fields: dict[str, object] = {
        "id": identity, "measure": "M23", "family": identity.partition(".")[0], "title": words(identity),
        "why": words(f"because {identity}"), "levels": ALL, "owner": "duty_officer", "severity": "warning",
        "duty": duty, "cite": ("practice",), "uses": ("leg.3.days",),
    }  # fmt: skip
    return Clause(**{**fields, **given})  # type: ignore[arg-type]


PROTOCOL = Protocol(
    format="lazaretto-protocol/1", id="small", version="1", title=words("small"), disease=words("any"),
    jurisdiction=words("here"), kind="protocol", effective=date(2022, 3, 1),
    counting=Counting(day_zero="event_day", release_hour=time(8), text=words("day 0 is the first")),
    sources=(Source(id="practice", kind="practice", title=words("practice"), locator="published"),),
    parameters=(
        Parameter(
            id="leg.3.days", label=words("days of leg 3"), value="14", unit="d", effective=date(2022, 3, 1),
            cite=("practice",),
        ),
    ),
    legs=(
        Leg(layer=3, title=words("wing"), role="transition_wing", days=14, tests_on=(1, 13), clock="arrival",
            cite=("practice",)),
    ),
    bottom_lines=(BottomLine(id="nobody-missed", title=words("missed")),
                  BottomLine(id="nobody-mixed", title=words("mixed"))),
    clauses=(
        clause("hygiene.temperature",
               Recurring(who="detainees", slots=SLOTS, evidence="temperature", grace=60)),
        clause("hygiene.disinfection",
               Recurring(who="key_areas", slots=SLOTS[:1], evidence="disinfected", grace=60)),
        clause("command.log",
               Recurring(who="facilities", slots=SLOTS[1:], evidence="log_submitted", grace=60)),
        clause("hygiene.fever",
               Deadline(trigger="temperature", trigger_at_least=373, evidence="isolated", within=30)),
        clause("testing.round", Coverage(stratum="detainees", grace=0), bottom_line="nobody-missed"),
        clause("quarantine.cohort",
               Refrain(condition="stranger_in_cohort"), bottom_line="nobody-mixed", severity="alarm"),
    ),
)  # fmt: skip

FOUNDING: tuple[Fact, ...] = (
    fact(FacilityEstablished(name="Qinzhou house", sort="detention_house", county="QZ", city="TS",
                             zone="Asia/Shanghai"), "01-01 00:00", number=1, facility="QZ-D"),
    fact(FacilityEstablished(name="Maiji house", sort="detention_house", county="MJ", city="TS",
                             zone="Asia/Shanghai"), "01-01 00:01", number=2, facility="MJ-D"),
    fact(FacilityEstablished(name="Office", sort="detachment", county="TS", city="TS",
                             zone="Asia/Shanghai"), "01-01 00:02", number=3, facility="TS-Z"),
    fact(PlaceEstablished(established="QZ-D/T/01", use="transition", capacity=4), "01-01 00:03", number=4),
    fact(PlaceEstablished(established="QZ-D/T/02", use="transition", capacity=4), "01-01 00:03", number=5),
    fact(PlaceEstablished(established="QZ-D/G1/01", use="general", capacity=8), "01-01 00:03", number=6),
    fact(PlaceEstablished(established="QZ-D/K/gate", use="key_area"), "01-01 00:03", number=7),
    fact(PlaceEstablished(established="MJ-D/G1/01", use="general", capacity=8), "01-01 00:03", number=8,
         facility="MJ-D"),
    fact(ProtocolIssued(document="small", version="1", digest="0" * 64, authority="the office"),
         "03-01 00:00", number=9, facility="TS-Z"),
    fact(LevelOrdered(level="closed", authority="the office", reason="cases"), "03-02 00:00", number=10),
    fact(Ordered(order="O-A", person="A", basis="law", ordered_by="L1", review_on=date(2022, 3, 20),
                 legs=(PlannedLeg(layer=3, facility="QZ-D", days=14),)), "03-13 09:00", number=11),
    fact(Admitted(person="A", cell="QZ-D/T/01", sex="male", name="甲某"), "03-13 10:00", number=12),
    fact(Admitted(person="B", cell="QZ-D/T/01", sex="male", name="乙某"), "03-13 10:00", number=13),
    fact(LegStarted(order="O-A", person="A", layer=3, cohort="c1"), "03-13 10:00", number=14),
    fact(LegStarted(order="O-B", person="B", layer=3, cohort="c1"), "03-13 10:00", number=15),
    fact(Admitted(person="C", cell="QZ-D/G1/01", sex="male", name="丙某"), "01-10 10:00", number=16),
    fact(Admitted(person="D", cell="MJ-D/G1/01", sex="male", name="丁某"), "01-10 10:00", number=17,
         facility="MJ-D"),
    fact(Enrolled(person="S1", sex="female", post="officer"), "01-10 10:00", number=18),
    fact(Enrolled(person="S2", sex="male", post="officer"), "01-10 10:00", number=19),
    fact(PhaseStarted(person="S1", batch="b1", phase="A"), "03-10 08:00", number=20),
)  # fmt: skip


def measured(number: int, at: str, *people: str, tenths: int = 365, facility: str = "QZ-D",
             recorded: str | None = None, corrects: int | None = None) -> Fact:  # fmt: skip
    """A sweep of these people, all with one reading."""
    readings = tuple(Reading(person=person, celsius_tenths=tenths) for person in people)
    return fact(
        TemperaturesTaken(readings=readings), at, number=number, facility=facility, recorded=recorded,
        corrects=corrects,
    )  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """A view of the small world, as the actions make it."""

    record: Record
    assessment: Assessment
    forces: tuple[InForce, ...]
    window: Period

    def houses(self, codes: Iterable[str] = EVERY) -> tuple[House, ...]:
        return houses(self.assessment.standing, facts=self.record.facts, codes=set(codes))


def look(*said: Fact, at: str, known_at: str | None = None, protocol: Protocol = PROTOCOL) -> Seen:
    """The small world with these facts added, at an instant, as known at another."""
    record = Record()
    record.append([*FOUNDING, *said])
    standing = record.standing(at=second(at), known_at=FOREVER if known_at is None else second(known_at))
    forces = in_force(standing, shelf={("small", "1"): protocol})
    window = window_of(instant(second(at)), zone="Asia/Shanghai")
    facts = record.facts
    assessment = assess(forces=forces, standing=standing, window=window, fact_id=lambda n: facts[n].id)
    return Seen(record, assessment, forces, window)
