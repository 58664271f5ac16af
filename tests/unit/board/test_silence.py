"""A house that says nothing: quiet once something fell due, silent once the grace is over, and why."""

from lazaretto.board.silence import SAID_BY_OTHERS, Silence
from lazaretto.facts.supervision import GateLooked
from lazaretto.registers.events import NAMES
from tests.stating import fact
from tests.unit.board.test_charting import chart, tile
from tests.unit.board.world import look, measured

EARLY = measured(50, "03-15 06:30", "A")  # its last word of the morning


def test_a_house_that_owes_nothing_yet_may_say_nothing() -> None:
    assert tile(chart(look(EARLY, at="03-15 07:00")), "QZ-D").silence == Silence()


def test_it_is_quiet_when_something_fell_due_after_its_last_word() -> None:
    silence = tile(chart(look(EARLY, at="03-15 09:30")), "QZ-D").silence
    assert (silence.voice, silence.due, silence.missed) == ("quiet", 3, 0)


def test_it_is_silent_when_the_grace_has_passed_too() -> None:
    silence = tile(chart(look(EARLY, at="03-15 10:00")), "QZ-D").silence
    assert (silence.voice, silence.missed) == ("silent", 3)


def test_any_word_of_its_own_ends_the_silence() -> None:
    seen = look(EARLY, measured(51, "03-15 10:00", "A"), at="03-15 10:05")
    assert tile(chart(seen), "QZ-D").silence.voice == "heard"


def test_what_others_say_of_it_does_not() -> None:
    looked = fact(GateLooked(camera="G", by="hand", people=1), "03-15 10:01", number=52)
    silence = tile(chart(look(EARLY, looked, at="03-15 10:05")), "QZ-D").silence
    assert silence.voice == "silent"
    assert set(NAMES) >= SAID_BY_OTHERS


def test_what_is_owed_is_told_by_family_and_sums_to_the_board() -> None:
    board = chart(look(at="03-15 09:30"))
    assert {name for name, counts in board.families if counts.late} <= {"hygiene"}
    assert sum(counts.late for _, counts in board.families) == board.counts.late
    assert sum(counts.owed for _, counts in board.families) == board.counts.owed
