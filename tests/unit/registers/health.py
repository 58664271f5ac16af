"""Tests, hygiene, cases, stock and immunity as rows of whole numbers: a part of ``test_lowering``."""

from datetime import date
from hashlib import blake2b

from lazaretto.facts import case, command, hygiene, immunity, stock, testing
from lazaretto.facts.fact import Body
from lazaretto.facts.hygiene import Reading
from lazaretto.facts.periods import day_number
from tests.stating import HOUSE, moment, second

DAY = date(2022, 3, 15)
N = day_number(DAY)
CLOSES = moment("03-15 18:00")
P, CELL = "P1", "QZ-D/T/01"
BATCH = "QZ-D|mask|B1"
SHOWN = int.from_bytes(blake2b(b"P1:371", digest_size=8).digest()) & (2**62 - 1)
CHLORINE = hygiene.Disinfected(agent="chlorine", target_mg_l=500, contact_minutes=30)

# body → rows, with names in place of the numbers they are given
HEALTH: list[tuple[Body, list[tuple[str, str, int | str, int | str]]]] = [
    (
        testing.RoundOpened(
            round="R1", stratum="staff", muster=(P, "P2"), closes=CLOSES, pool=10, part="inside"
        ),
        [
            ("round_opened", "R1", 1, second("03-15 18:00")),
            ("round_planned", "R1", 10, 3),
            ("mustered", P, "R1", second("03-15 18:00")),
            ("mustered", "P2", "R1", second("03-15 18:00")),
        ],
    ),
    (testing.TubesLabelled(tubes=("T1", "T2")), [("labelled", "T1", -1, 0), ("labelled", "T2", -1, 0)]),
    (testing.TubesLabelled(tubes=("T1",), round="R1"), [("labelled", "T1", "R1", 0)]),
    (
        testing.Sampled(tube="T1", members=(P,), purpose="round", round="R1", checked_by="S2"),
        [
            ("tube_filled", "T1", "R1", 1),
            ("tube_checked", "T1", "S2", "officer"),
            ("sampled", P, 1, 0),
            ("in_tube", P, "T1", 1),
            ("covered", P, 0, "R1"),
        ],
    ),
    (
        testing.Sampled(tube="T1", members=(P, "P2"), purpose="leg"),
        [
            ("tube_filled", "T1", -1, 2),
            ("tube_checked", "T1", -1, "officer"),
            ("sampled", P, 2, 1),
            ("in_tube", P, "T1", 2),
            ("sampled", "P2", 2, 1),
            ("in_tube", "P2", "T1", 2),
        ],
    ),
    (
        testing.Sampled(tube="T1", members=(P,), purpose="retest"),
        [
            ("tube_filled", "T1", -1, 1),
            ("tube_checked", "T1", -1, "officer"),
            ("sampled", P, 1, 3),
            ("in_tube", P, "T1", 1),
            ("in_retest", P, "T1", 1),
        ],
    ),
    (
        testing.TubesHandedOver(tubes=("T1", "T2"), laboratory="CDC", taken_by="Wang"),
        [("tube_handed_over", "T1", 0, 0), ("tube_handed_over", "T2", 0, 0)],
    ),
    (
        testing.TubesReceived(tubes=("T1",), laboratory="CDC", condition="leaking"),
        [("tube_received", "T1", 2, 0)],
    ),
    (testing.TubeVoided(tube="T1", why="lost"), [("tube_voided", "T1", 1, 0)]),
    (
        testing.ResultReported(tube="T1", result="grey", laboratory="CDC"),
        [("tube_result", "T1", 2, 0)],
    ),
    (testing.ResultTold(tube="T1", parties=("detachment", "hospital")), [("result_told", "T1", 2, 0)]),
    (
        testing.Unsampled(round="R1", person=P, outcome="refused", why="x"),
        [("covered", P, 1, "R1")],
    ),
    (testing.RoundClosed(round="R1"), [("round_closed", "R1", 0, 0)]),
    (testing.RoundsOrdered(until=DAY, reinforced=True), [("rounds_ordered", HOUSE, N, 1)]),
    (
        testing.Screened(person=P, disease="tb", method="sputum", finding="presumptive"),
        [("screened", P, 1, 2), ("screened_for", P, "tb", 2)],
    ),
    (
        hygiene.TemperaturesTaken(readings=(Reading(person=P, celsius_tenths=371),)),
        [
            ("temperature", P, 371, 0),
            ("swept", HOUSE, 1, SHOWN),
            ("swept_alike", HOUSE, 1, 371),
        ],
    ),
    (hygiene.NotMeasured(person=P, why="asleep"), [("not_measured", P, 0, 0)]),
    (
        hygiene.Disinfected(
            agent="chlorine",
            target_mg_l=500,
            contact_minutes=30,
            measured_mg_l=480,
            checked_by="S2",
            batch="B1",
            along_with=("alcohol",),
        ),
        [
            ("disinfected", HOUSE, 480, 30),
            ("disinfected_aim", HOUSE, 500, 30),
            ("disinfected_by", HOUSE, "S2", "officer"),
            ("disinfected_with", HOUSE, "chlorine", "B1"),
            ("disinfected_along", HOUSE, "chlorine", "alcohol"),
        ],
    ),
    (
        CHLORINE,
        [
            ("disinfected", HOUSE, -1, 30),
            ("disinfected_aim", HOUSE, 500, 30),
            ("disinfected_by", HOUSE, -1, "officer"),
            ("disinfected_with", HOUSE, "chlorine", -1),
        ],
    ),
    (hygiene.SymptomsReported(person=P, symptoms=("cough",)), [("symptoms", P, 0, 0)]),
    (hygiene.Isolated(person=P), [("isolated", P, -1, 0)]),
    (hygiene.Isolated(person=P, order="O1"), [("isolated", P, "O1", 0)]),
    (
        case.IncidentOpened(incident="I1", cause="symptom", person=P),
        [("incident_opened", "I1", 0, P), ("incident_of", P, "I1", 0)],
    ),
    (
        case.IncidentOpened(incident="I1", cause="positive_pool", tube="T1"),
        [("incident_opened", "I1", 2, -1)],
    ),
    (case.MovementFrozen(incident="I1", places=(CELL,)), [("frozen", CELL, "I1", 0)]),
    (case.FreezeLifted(incident="I1", places=(CELL,), reason="clear"), [("thawed", CELL, "I1", 0)]),
    (
        case.Classified(
            incident="I1", person=P, disease="covid-19", classification="confirmed", reason="PCR"
        ),
        [("classified", P, 3, "I1")],
    ),
    (
        case.ContactsListed(
            incident="I1",
            person=P,
            since=CLOSES,
            until=CLOSES,
            contacts=(case.Contact(person="P2", company="cell", minutes=90),),
        ),
        [("contacts_listed", P, "I1", 1), ("contact_listed", "P2", "I1", 90)],
    ),
    (
        case.ContactDecided(incident="I1", person="P2", decision="quarantine", reason="one cell"),
        [("contact_decided", "P2", 2, "I1")],
    ),
    (case.IncidentClosed(incident="I1", reason="over"), [("incident_closed", "I1", 0, 0)]),
    (
        stock.Received(item="mask", batch="B1", pieces=500, expires=DAY),
        [("stock_in", BATCH, 500, N), ("stock_item", BATCH, 5, "B1")],
    ),
    (
        stock.Used(item="mask", batch="B1", pieces=20),
        [("stock_out", BATCH, 20, 0), ("stock_item", BATCH, 5, "B1")],
    ),
    (
        stock.Discarded(item="mask", batch="B1", pieces=5, why="expired"),
        [("stock_out", BATCH, 5, 1), ("stock_item", BATCH, 5, "B1")],
    ),
    (
        stock.Counted(item="mask", batch="B1", pieces=470),
        [("stock_counted", BATCH, 470, 0), ("stock_item", BATCH, 5, "B1")],
    ),
    (
        immunity.Vaccinated(person=P, disease="measles", vaccine="MMR", dose=2, on=DAY, source="record"),
        [("vaccinated", P, 2, "measles")],
    ),
    (
        immunity.ImmunityStated(person=P, disease="measles", immune="unknown", because="none"),
        [("immunity_stated", P, 2, "measles")],
    ),
    (immunity.VaccineDeclined(person=P, disease="measles"), [("vaccine_declined", P, "measles", 0)]),
    (
        command.LogSubmitted(
            day=DAY,
            incidents=0,
            number=2,
            lines=(command.LogLine(of="fevers", count=3, because="one was measured twice"),),
        ),
        [
            ("log_submitted", HOUSE, N, 0),
            ("log_numbered", HOUSE, N, 2),
            ("log_line", HOUSE, N, 4 * 2**21 + 3),
            ("log_explained", HOUSE, N, 4),
        ],
    ),
    (command.LogReopened(day=DAY, number=1, reason="one fever left out"), [("log_reopened", HOUSE, N, 1)]),
]
