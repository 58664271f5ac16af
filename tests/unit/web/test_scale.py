"""The time slider: hours from a local midnight on, a tick a day, turns where something changed."""

from datetime import UTC, datetime, timedelta

from lazaretto.protocol.document import Text
from lazaretto.web.scale import scale

ZONE = "Asia/Shanghai"
LAST = datetime(2022, 4, 6, 2, tzinfo=UTC)  # 10:00 in the city
TURN = Text(zh_hans="一", zh_hant="一", en="one")


def test_four_weeks_begin_at_a_local_midnight() -> None:
    shown = scale(first=datetime(2022, 1, 1, tzinfo=UTC), last=LAST, at=LAST, zone=ZONE)
    assert shown.first.isoformat() == "2022-03-09T00:00:00+08:00"
    assert shown.steps == 28 * 24 + 10
    assert shown.value == shown.steps


def test_a_young_record_has_a_short_scale() -> None:
    shown = scale(first=LAST - timedelta(hours=3), last=LAST, at=LAST - timedelta(days=9), zone=ZONE)
    assert (shown.steps, shown.value) == (10, 0)


def test_a_tick_stands_at_every_midnight_and_no_more_than_a_dozen_are_named() -> None:
    shown = scale(first=datetime(2022, 1, 1, tzinfo=UTC), last=LAST, at=LAST, zone=ZONE)
    assert len(shown.ticks) == 29
    assert 5 <= sum(tick.named for tick in shown.ticks) <= 12


def test_a_turn_outside_the_scale_is_left_out() -> None:
    turns = [(LAST - timedelta(days=14), TURN), (LAST - timedelta(days=60), TURN)]
    shown = scale(first=datetime(2022, 1, 1, tzinfo=UTC), last=LAST, at=LAST, zone=ZONE, turns=turns)
    assert [turn.texts for turn in shown.turns] == [(TURN,)]
    assert [turn.at for turn in shown.turns] == [LAST - timedelta(days=14)]
    assert 40 < float(shown.turns[0].x.rstrip("%")) < 60


def test_turns_too_close_for_their_words_stand_together() -> None:
    turns = [(LAST - timedelta(days=14), TURN), (LAST - timedelta(days=13, hours=12), TURN), (LAST, TURN)]
    shown = scale(first=datetime(2022, 1, 1, tzinfo=UTC), last=LAST, at=LAST, zone=ZONE, turns=turns)
    assert [len(turn.texts) for turn in shown.turns] == [2, 1]
