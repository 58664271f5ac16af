"""The day's routine in one line, and whatever stands out beside it."""

from lazaretto.board.fevers import fever_limit
from lazaretto.board.folding import fold
from lazaretto.board.recounting import recount
from lazaretto.board.timeline import Timeline
from lazaretto.facts.custody import Moved
from lazaretto.facts.quarantine import Visited
from tests.stating import fact, second
from tests.unit.board.world import Seen, look, measured


def told(seen: Seen) -> Timeline:
    timeline = recount(
        seen.assessment, record=seen.record, person="A", seen=seen.houses(), forces=seen.forces, named=False
    )
    assert timeline is not None
    return timeline


SEEN = look(
    measured(50, "03-14 07:00", "A"),
    fact(Moved(person="A", cell="QZ-D/T/02"), "03-14 10:00", number=51),
    measured(52, "03-14 19:00", "A", tenths=381),
    fact(Visited(persons=("A",), by="DR"), "03-14 20:00", number=53),
    measured(54, "03-14 21:00", "A"),
    measured(55, "03-15 07:00", "A"),
    at="03-15 09:00",
)


def test_a_day_of_routine_is_one_line_with_counts_and_the_rest_stands_out() -> None:
    timeline = told(SEEN)
    fevers = {reading.fact for reading in timeline.temperatures if reading.fever}
    lines = fold(timeline.entries, zone=timeline.zone, outstanding=fevers)
    assert [line.counts or line.entries[0].kind for line in lines[:4]] == [
        (("hygiene.temperatures_taken", 1),),
        (("hygiene.temperatures_taken", 2), ("quarantine.visited", 1)),
        "hygiene.temperatures_taken",
        "custody.moved",
    ]
    assert {line.entries[0].kind for line in lines[3:]} >= {"quarantine.ordered", "custody.admitted"}


def test_nothing_is_lost_in_the_folding() -> None:
    timeline = told(SEEN)
    lines = fold(timeline.entries, zone=timeline.zone, outstanding=())
    assert sorted(e.fact for line in lines for e in line.entries) == sorted(e.fact for e in timeline.entries)


def test_what_was_corrected_is_never_folded() -> None:
    wrong = measured(50, "03-15 07:00", "A", tenths=381)
    right = measured(51, "03-15 07:00", "A", tenths=361, recorded="03-15 08:00", corrects=50)
    timeline = told(look(wrong, right, at="03-15 09:30"))
    lines = fold(timeline.entries, zone=timeline.zone, outstanding=())
    assert [line.counts for line in lines if wrong.id in {e.fact for e in line.entries}] == [()]


def test_the_fever_limit_is_the_documents_own() -> None:
    limit = told(SEEN).fever
    assert limit is not None
    assert (limit.tenths, limit.clause, limit.label.en) == (373, "hygiene.fever", "hygiene.fever")
    assert fever_limit(SEEN.forces, second("02-01 00:00")) is None
