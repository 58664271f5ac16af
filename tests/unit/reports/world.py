"""One day of two houses and their office, told by hand, with something in every figure of its report.

15 March 2022 at QZ-D, MJ-D and the office TS-Z. Yesterday in QZ-D: A and B in leg 3, C and F in the general
wing, E at court, H in leg 1; in MJ-D: D, and G in leg 2. X has been on the road from MJ-D since last night.
"""

from collections.abc import Callable
from datetime import date, time
from functools import cache

from msgspec.structs import replace

from lazaretto.facts import case, custody, duty, gate, hygiene, quarantine, stock, testing
from lazaretto.facts.fact import Body, Fact
from lazaretto.protocol.document import Deadline, Protocol, Recurring, Refrain, Slot
from lazaretto.registers.standing import Standing
from lazaretto.reports.drawing import Look, draw_city, look
from lazaretto.reports.report import Report
from tests.stating import fact, moment, record_of
from tests.unit.board.world import FOUNDING, PROTOCOL, clause, words
from tests.unit.board.world import measured as sweep

DAY, EVE = date(2022, 3, 15), date(2022, 3, 14)
ZONE = "Asia/Shanghai"
KNOWN = moment("03-16 06:00")
QZ, MJ, OFFICE = "QZ-D", "MJ-D", "TS-Z"
CODES = (QZ, MJ, OFFICE)
T1, T2, G1, GATE, MG = "QZ-D/T/01", "QZ-D/T/02", "QZ-D/G1/01", "QZ-D/K/gate", "MJ-D/G1/01"
NIGHT = Slot(id="night", label=words("night"), opens=time(22), closes=time(0))
SMALL = Protocol(
    **{name: getattr(PROTOCOL, name) for name in Protocol.__struct_fields__}
    | {"clauses": (
        *PROTOCOL.clauses,
        clause("stock.cover", Refrain(
            condition="stock_below_cover", settings={"days_used": 7, "days_cover": 14})),
        clause("quarantine.ordered", Refrain(condition="leg_without_order"), bottom_line="nobody-mixed"),
        clause("quarantine.night", Recurring(
            who="facilities", slots=(NIGHT,), evidence="log_submitted", grace=60)),
        clause("quarantine.served", Deadline(trigger="leg_started", evidence="visited", within=60, grace=60)),
    )}
)  # fmt: skip
Said = tuple[Body, str, str]


def admitted(person: str, cell: str, sex: str = "male") -> Body:
    return custody.Admitted(person=person, cell=cell, sex=sex)  # type: ignore[arg-type]


def leg(person: str, layer: int) -> Body:
    return quarantine.LegStarted(order=f"O-{person}", person=person, layer=layer, cohort="c2")


def ends(person: str, layer: int) -> Body:
    return quarantine.LegEnded(
        order=f"O-{person}", person=person, layer=layer, outcome="completed", signed_by="L1"
    )


def passes(subject: str, category: str = "person", zone: str = "administration") -> Body:
    return gate.Entered(category=category, subject=subject, zone=zone)  # type: ignore[arg-type]


def leaves(subject: str, category: str = "person") -> Body:
    return gate.Left(category=category, subject=subject, zone="administration")  # type: ignore[arg-type]


def seen(code: str, *, disinfected: bool) -> Body:
    return gate.VehicleSeen(vehicle=code, plate="甘E12345", plate_kind="ordinary", disinfected=disinfected)


def goods(code: str, pieces: int | None) -> Body:
    return gate.GoodsRegistered(consignment=code, goods="food", supplier="s", pieces=pieces)


def swab(tube: str, *members: str, round_: str | None = None) -> Body:
    return testing.Sampled(tube=tube, members=members, purpose="round" if round_ else "leg", round=round_)


def result(tube: str, word: str) -> Body:
    return testing.ResultReported(tube=tube, result=word, laboratory="lab")  # type: ignore[arg-type]


def opened(code: str, stratum: str, *muster: str, closes: str) -> Body:
    return testing.RoundOpened(round=code, stratum=stratum, muster=muster, closes=moment(closes))  # type: ignore[arg-type]


def incident(code: str, person: str | None = None) -> Body:
    return case.IncidentOpened(incident=code, cause="symptom", person=person)


def classified(person: str, word: case.Classification) -> Body:
    return case.Classified(incident="I1", person=person, disease="covid", classification=word, reason="r")


def over(code: str) -> Body:
    return case.IncidentClosed(incident=code, reason="over")


def sprayed() -> Body:
    return hygiene.Disinfected(agent="chlorine", target_mg_l=500, contact_minutes=30)


BEFORE: tuple[Said, ...] = (
    (admitted("E", G1, "female"), "03-01 10:00", QZ),
    (admitted("F", G1, "female"), "03-01 10:00", QZ),
    (admitted("H", T2), "03-14 09:00", QZ),
    (leg("H", 1), "03-14 09:30", QZ),
    (custody.WentOut(person="E", to="court"), "03-14 15:00", QZ),
    (admitted("G", MG, "female"), "03-05 09:00", MJ),
    (leg("G", 2), "03-05 09:10", MJ),
    (admitted("X", MG), "03-06 09:00", MJ),
    (custody.TransferredOut(person="X", to=QZ), "03-14 23:30", MJ),
    (passes("S1"), "03-10 08:00", QZ),
    (passes("S1", zone="guarded"), "03-10 08:05", QZ),
    (passes("V1", "vehicle"), "03-14 20:00", MJ),
    (goods("K1", 10), "03-14 10:00", QZ),
    (goods("K2", 5), "03-14 11:00", MJ),
    (opened("R0", "detainees", "A", "B", closes="03-14 20:00"), "03-14 08:00", QZ),
    (incident("I0", "F"), "03-14 12:00", QZ),
    (stock.Received(item="tube", batch="b1", pieces=100, expires=date(2022, 12, 31)), "03-01 08:00", QZ),
    (stock.Received(item="mask", batch="m1", pieces=30, expires=date(2022, 3, 14)), "03-01 08:00", QZ),
    (stock.Received(item="mask", batch="m2", pieces=20, expires=date(2022, 3, 15)), "03-01 08:00", QZ),
    (stock.Received(item="alcohol", batch="a1", pieces=5), "03-01 08:00", MJ),
    (duty.Enrolled(person="S3", sex="male", post="medic"), "03-01 08:00", MJ),
    (duty.Enrolled(person="S4", sex="male", post="officer"), "03-01 08:00", MJ),
    (duty.Enrolled(person="S5", sex="male", post="officer"), "03-01 08:00", OFFICE),
    (duty.PhaseStarted(person="S3", batch="b1", phase="B"), "03-10 08:00", MJ),
    (duty.Absent(person="S3", cause="sick", first=date(2022, 3, 14)), "03-14 08:00", MJ),
    (duty.Absent(person="S2", cause="leave", first=date(2022, 3, 12), last=EVE), "03-11 08:00", QZ),
)  # fmt: skip

TODAY: tuple[Said, ...] = (
    # custody: X comes at midnight, N, M and P are admitted, C and P released, D and M go to QZ-D, F leaves
    (custody.TransferredIn(person="X", cell=T2, origin=MJ), "03-15 00:00", QZ),
    (leg("X", 2), "03-15 00:00", QZ),
    (admitted("N", T2, "female"), "03-15 09:00", QZ),
    (leg("N", 1), "03-15 09:30", QZ),
    (admitted("M", MG), "03-15 09:10", MJ),
    (admitted("P", MG), "03-15 09:20", MJ),
    (custody.Released(person="P", basis="court"), "03-15 11:00", MJ),
    (custody.Released(person="C", basis="court"), "03-15 10:00", QZ),
    (custody.TransferredOut(person="D", to=QZ), "03-15 12:00", MJ),
    (custody.TransferredIn(person="D", cell=G1, origin=MJ), "03-15 14:00", QZ),
    (custody.TransferredOut(person="M", to=QZ), "03-15 22:00", MJ),
    (custody.LeftNetwork(person="F", sort="hospital", to="city"), "03-15 16:00", QZ),
    (custody.CameBack(person="E", cell=G1), "03-15 17:00", QZ),
    (custody.WentOut(person="N", to="hospital"), "03-15 23:59", QZ),
    (custody.Moved(person="B", cell=T2), "03-15 13:00", QZ),
    # legs: A's is ended, B's set back, H goes from leg 1 into leg 2
    (ends("A", 3), "03-15 08:00", QZ),
    (quarantine.ClockRestarted(order="O-B", person="B", layer=3, cohort="c3", reason="mixed",
                               because=FOUNDING[0].id), "03-15 13:00", QZ),
    (ends("H", 1), "03-15 15:00", QZ),
    (leg("H", 2), "03-15 15:00", QZ),
    # gate
    (passes("S2"), "03-15 07:30", QZ),
    (leaves("S1"), "03-15 08:10", QZ),
    (passes("V2", "vehicle"), "03-15 09:00", QZ),
    (leaves("V2", "vehicle"), "03-15 09:40", QZ),
    (gate.Refused(category="person", subject="visitor", reason="no code"), "03-15 10:00", QZ),
    (gate.Refused(category="vehicle", subject="V9", reason="no code"), "03-15 10:00", MJ),
    (seen("V2", disinfected=True), "03-15 08:59", QZ),
    (seen("V3", disinfected=False), "03-15 09:59", QZ),
    (gate.GoodsReleased(consignment="K1", pieces=4), "03-15 10:00", QZ),
    (gate.GoodsRemoved(consignment="K1", how="returned", pieces=6), "03-15 11:00", QZ),
    (goods("K3", 7), "03-15 12:00", QZ),
    (gate.GoodsRemoved(consignment="K3", how="destroyed", pieces=2), "03-15 13:00", QZ),
    (goods("K4", None), "03-15 12:00", MJ),
    (gate.GoodsDisinfected(consignment="K3", agent="alcohol", contact_minutes=30), "03-15 12:10", QZ),
    # tests
    (opened("R1", "detainees", "A", "B", "C", "H", closes="03-15 20:00"), "03-15 08:00", QZ),
    (opened("R2", "staff", "S3", "S4", closes="03-16 20:00"), "03-15 08:00", MJ),
    (opened("R3", "detainees", "A", closes="03-17 20:00"), "03-16 00:00", QZ),
    (swab("U1", "A", round_="R1"), "03-15 09:00", QZ),
    (swab("U2", "B", "H", round_="R1"), "03-15 09:10", QZ),
    (swab("U3", "S3", round_="R2"), "03-15 09:20", MJ),
    (swab("U4", "A"), "03-15 18:00", QZ),
    (result("U1", "negative"), "03-15 15:00", QZ),
    (result("U2", "positive"), "03-15 15:00", QZ),
    (result("U3", "grey"), "03-15 15:00", MJ),
    (result("U4", "invalid"), "03-15 23:00", QZ),
    # health, disinfection, incidents
    (hygiene.NotMeasured(person="G", why="asleep"), "03-15 07:00", MJ),
    (hygiene.SymptomsReported(person="A", symptoms=("cough",)), "03-15 12:00", QZ),
    (hygiene.SymptomsReported(person="A", symptoms=("fever",)), "03-15 20:00", QZ),
    (hygiene.Isolated(person="B"), "03-15 19:10", QZ),
    (incident("I1", "B"), "03-15 15:10", QZ),
    (incident("I2"), "03-15 15:20", MJ),
    (over("I0"), "03-15 16:10", QZ),
    (case.MovementFrozen(incident="I1", places=(T1, T2)), "03-15 15:15", QZ),
    (classified("B", "suspected"), "03-15 18:00", QZ),
    (classified("A", "discarded"), "03-15 18:00", QZ),
    (classified("H", "suspected"), "03-15 18:00", QZ),
    # duty, stock
    (duty.Absent(person="S1", cause="sick", first=DAY, last=DAY), "03-15 08:00", QZ),
    (stock.Used(item="tube", batch="b1", pieces=80), "03-15 09:00", QZ),
    (stock.Used(item="alcohol", batch="a1", pieces=5), "03-15 09:00", MJ),
)  # fmt: skip
AFTER: tuple[Said, ...] = (
    (admitted("Y", G1), "03-16 00:00", QZ),
    (custody.Released(person="A", basis="court"), "03-16 00:00", QZ),
    (passes("S9"), "03-16 00:00", QZ),
    (goods("K9", 3), "03-16 00:00", QZ),
    (incident("I9"), "03-16 00:00", QZ),
)


def numbered(said: tuple[Said, ...], first: int) -> list[Fact]:
    return [fact(body, at, number=first + n, facility=where) for n, (body, at, where) in enumerate(said)]


SWEEPS = (
    sweep(5001, "03-15 07:00", "A", "B", tenths=366),
    sweep(5002, "03-15 09:30", "H", tenths=366),
    sweep(5003, "03-15 19:00", "B", tenths=374),
    sweep(5004, "03-15 19:05", "A", tenths=373),
    sweep(5005, "03-15 19:00", "D", tenths=372, facility=QZ),
    fact(sprayed(), "03-15 06:30", number=5006, place=GATE),
    fact(sprayed(), "03-15 08:30", number=5007, place=GATE),
)
STORY: tuple[Fact, ...] = (
    *FOUNDING, *numbered(BEFORE, 1000), *numbered(TODAY, 2000), *numbered(AFTER, 4000), *SWEEPS,
)  # fmt: skip


def shelf(standing: Standing) -> dict[tuple[str, str], Protocol]:
    """The small document, and its next version once that was issued, whose one line is another."""
    later = replace(SMALL, version="2", bottom_lines=SMALL.bottom_lines[:1], clauses=SMALL.clauses[:1])
    issued = {("small", issue.version) for issue in standing.issues}
    documents = {("small", "1"): SMALL, ("small", "2"): later}
    return {version: one for version, one in documents.items() if version in issued}


def looked(*more: Fact, known: str = "03-16 06:00", day: date = DAY, without: int | None = None) -> Look:
    """The day of the story with more facts, or without the one of a number, as known at an instant."""
    facts = [one for one in STORY if without is None or one.id.int != without]
    return look(record_of([*facts, *more]), day=day, zone=ZONE, known_at=moment(known), shelf=shelf)


def city(*more: Fact, known: str = "03-16 06:00", day: date = DAY, without: int | None = None) -> Report:
    """The city's report of it."""
    return draw_city(looked(*more, known=known, day=day, without=without), "TS", office=OFFICE, codes=CODES)


@cache
def told() -> Report:
    """The city's report of the story."""
    return city()


def number_of(fits: Callable[[Fact], bool]) -> int:
    """The number of the one fact of the story that fits."""
    (found,) = [one.id.int for one in STORY if fits(one)]
    return found


def printed(report: Report) -> str:
    """Every figure of a report that is not nought, a line a row, its own sheet first."""
    lines = []
    for sheet in (report.sheet, *report.sheet.houses):
        lines.append(f"== {sheet.of}")
        for table in sheet.tables:
            for row, cells in zip(table.rows, table.cells, strict=True):
                said = " ".join(f"{n}={c}" for n, c in zip(table.columns, cells, strict=True) if c)
                lines.append(f"{table.id}.{row}: {said}".rstrip())
    return "\n".join(lines) + "\n"
