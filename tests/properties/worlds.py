"""Small worlds: a few people, cells and days, with what is said of them in any order."""

from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from hypothesis import strategies as st

from lazaretto.facts import command, custody, hygiene, quarantine, record, testing
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.identity import uuid7
from tests.stating import ZONE, house, moment

START = moment("03-10 00:00")
DAYS = 4
PEOPLE = ("P1", "P2")
HOUSES = ("QZ-D", "QZ-L")
MINUTES = st.integers(0, DAYS * 24 * 4).map(lambda quarter: 15 * quarter)  # on the quarter: ties happen
DELAYS = st.sampled_from([0, 0, 0, 5, 60, 24 * 60])

people = st.sampled_from(PEOPLE)
layers = st.integers(1, 2)
rounds = st.sampled_from(["R1", "R1", "R2"])
tubes = st.sampled_from(["T1", "T2", "T3"])
outcomes = st.sampled_from(["completed", "cut_short"])
levels = st.sampled_from(["routine", "closed"])


def issue(protocol: str = "small", version: str = "1", *, at: datetime = START, number: int = 1) -> Fact:
    """The fact that puts a version in force."""
    return Fact(
        id=UUID(int=(1 << 100) + number), occurred=at, recorded=at, facility="TS-Z", actor="L1",
        device="desk",
        body=command.ProtocolIssued(document=protocol, version=version, digest="0" * 64, authority="city"),
    )  # fmt: skip


def established(zone: str = ZONE) -> list[Fact]:
    """The houses of a small world."""
    return [house(code, zone=zone) for code in HOUSES]


@cache
def bodies(facility: str) -> st.SearchStrategy[Body]:
    """What may be said of a small world, consistent with what was said before or not."""
    cells = st.sampled_from([f"{facility}/T/01", f"{facility}/T/02"])
    readings = st.lists(
        st.builds(hygiene.Reading, person=people, celsius_tenths=st.sampled_from([365, 373, 390])),
        min_size=1, max_size=3,
    ).map(tuple)  # fmt: skip
    members = st.lists(people, min_size=1, max_size=2, unique=True).map(tuple)
    muster = st.lists(people, max_size=2, unique=True).map(tuple)
    closes = st.sampled_from([START + timedelta(hours=hours) for hours in (14, 36, 80)])
    return st.one_of(
        st.builds(custody.Admitted, person=people, cell=cells, sex=st.just("male")),
        st.builds(custody.Moved, person=people, cell=cells),
        st.builds(custody.WentOut, person=people, to=st.just("court")),
        st.builds(custody.CameBack, person=people, cell=cells),
        st.builds(custody.Released, person=people, basis=st.just("law")),
        st.builds(hygiene.TemperaturesTaken, readings=readings),
        st.builds(hygiene.TemperaturesTaken, readings=readings),
        st.builds(hygiene.NotMeasured, person=people, why=st.just("asleep")),
        st.builds(
            quarantine.Ordered, order=st.just("O"), person=people, basis=st.just("law"),
            ordered_by=st.just("L1"), review_on=st.just(START.date()),
            legs=st.just((quarantine.PlannedLeg(layer=1, facility="QZ-L", days=21),)),
        ),
        st.builds(
            quarantine.LegStarted, order=st.just("O"), person=people, layer=layers, cohort=st.just("C")
        ),
        st.builds(
            quarantine.LegEnded, order=st.just("O"), person=people, layer=layers, outcome=outcomes,
            signed_by=st.just("L1"),
        ),
        st.builds(testing.Sampled, tube=tubes, members=members, purpose=st.just("round"), round=rounds),
        st.builds(testing.Unsampled, round=rounds, person=people, outcome=st.just("away"), why=st.just("x")),
        st.builds(
            testing.RoundOpened, round=rounds, stratum=st.just("detainees"), muster=muster, closes=closes
        ),
        st.builds(hygiene.Isolated, person=people),
        st.builds(command.LevelOrdered, level=levels, authority=st.just("city"), reason=st.just("x")),
    )  # fmt: skip


@st.composite
def spoken(draw: st.DrawFn, number: int = 0) -> Fact:
    """One fact of a small world; ``number`` makes its id unlike others'."""
    facility = draw(st.sampled_from([*HOUSES, HOUSES[0], HOUSES[0]]))
    occurred = START + timedelta(minutes=draw(MINUTES))
    recorded = occurred + timedelta(minutes=draw(DELAYS))
    entropy = draw(st.integers(0, 3)).to_bytes(2, "big") + number.to_bytes(8, "big")
    return Fact(
        id=uuid7(recorded, entropy), occurred=occurred, recorded=recorded, facility=facility, actor="S1",
        device="desk", body=draw(bodies(facility)),
    )  # fmt: skip


@st.composite
def histories(draw: st.DrawFn, most: int = 25) -> list[Fact]:
    """Facts of a small world; some are corrected, some withdrawn."""
    count = draw(st.integers(most // 2, most) | st.integers(0, most))
    said = [draw(spoken(number)) for number in range(count)]
    for number, fact in enumerate(said[1:], start=1):
        if draw(st.sampled_from([False, False, False, True])):
            said[number] = _replacing(fact, draw(st.sampled_from(said[:number])), draw(st.booleans()))
    return said


def _replacing(fact: Fact, wrong: Fact, withdrawn: bool) -> Fact:
    body = record.Retracted(fact=wrong.id, reason="x") if withdrawn else fact.body
    return Fact(
        id=fact.id, occurred=fact.occurred, recorded=fact.recorded, facility=fact.facility, actor=fact.actor,
        device=fact.device, body=body, corrects=None if withdrawn else wrong.id,
    )  # fmt: skip
