"""Step of the day: errors and events that are stories of their own, told at their hour."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from lazaretto.rehearsal import (
    asking,
    cases,
    cells,
    command,
    departures,
    emergencies,
    intake,
    leading,
    noticing,
)
from lazaretto.rehearsal.planned import Slip
from lazaretto.rehearsal.slips import alone, duty, gate, health, path, records, rooms
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import Act, NoOccasion, World

Story = Callable[[World, House, datetime], object]
_SPREAD = 25  # minutes

STORIES: dict[str, tuple[time, Story]] = {
    # errors
    "fever_ignored": (time(0, 20), health.ignore_fever),
    "copied_temperatures": (time(0, 20), health.copy_temperatures),
    "isolated_without_order": (time(15, 10), health.isolate_without_order),
    "stranger_restarted": (time(10, 50), path.mix_and_restart),
    "stranger_unnoticed": (time(10, 50), path.mix_unnoticed),
    "leg_ended_early": (time(9, 40), path.end_early),
    "isolation_past_end": (time(0, 25), cases.forget_in_room),
    "enemies_together": (time(9, 45), rooms.put_enemies_together),
    "sick_with_well": (time(14, 5), rooms.put_sick_with_well),
    "withdrawn_cell_used": (time(13, 35), rooms.use_withdrawn_cell),
    "beside_infectious": (time(13, 0), rooms.put_beside_infectious),
    "left_alone_ten": (time(11, 20), alone.leave_alone_ten),
    "left_alone_thirteen": (time(11, 20), alone.leave_alone_thirteen),
    "release_unacknowledged": (time(9, 5), path.free_unacknowledged),
    "cut_short_silently": (time(13, 20), path.cut_short_silently),
    "released_unhanded": (time(16, 0), path.free_unhanded),
    "intake_while_suspended": (time(20, 30), path.take_in_anyway),
    "goods_released_early": (time(7, 30), gate.release_goods_early),
    "goods_undisinfected": (time(7, 40), gate.leave_goods_dirty),
    "parcel_accepted": (time(16, 20), gate.accept_parcel),
    "approval_by_requester": (time(13, 45), gate.approve_own_request),
    "entry_without_approval": (time(17, 5), gate.wave_through),
    "let_in_feverish": (time(10, 25), gate.wave_fever_through),
    "absence_concealed": (time(9, 20), gate.conceal_absence),
    "goods_unbalanced": (time(7, 50), gate.count_goods_twice),
    "left_uncounted": (time(14, 20), emergencies.lose_somebody),
    "early_reentry": (time(14, 15), gate.return_early),
    "unrostered_entry": (time(15, 30), gate.come_unrostered),
    "standby_inside": (time(14, 40), gate.cross_over),
    "table_shared": (time(12, 20), duty.share_a_table),
    "finding_comes_again": (time(9, 35), noticing.find_again),
    "untrained_on_watch": (time(15, 40), duty.stand_untrained),
    "unknown_tube": (time(16, 45), records.report_unknown_tube),
    "outing_of_released": (time(17, 15), records.write_outing_of_absent),
    "leaderless": (time(17, 40), leading.leave_vacant),
    "delegated_long": (time(9, 0), leading.delegate_for_long),
    "approved_lapsed": (time(9, 15), leading.approve_after_the_end),
    # events that are no errors
    "outbreak": (time(9, 30), command.break_out),
    "everything_left": (time(8, 20), leading.leave_everything),
    "left_and_taken_back": (time(8, 25), leading.take_back),
    "leader_follows": (time(10, 15), leading.follow),
    "cut_short": (time(13, 20), departures.cut_short),
    "papers_run_out": (time(16, 30), departures.let_papers_run_out),
    "fire": (time(14, 20), emergencies.burn),
    "entry_waits": (time(10, 40), asking.ask_and_wait),
    "entry_waits_above": (time(10, 20), asking.ask_for_inside),
    "entry_denied": (time(9, 30), asking.deny),
    "entry_withdrawn": (time(9, 40), asking.withdraw),
    "approving_delegated": (time(9, 10), asking.delegate),
    "ambulance": (time(10, 5), gate.let_ambulance_in),
    "finding": (time(9, 35), noticing.find),
    "fever": (time(0, 25), cases.run_fever),
    "fever_before_end": (time(0, 30), cases.warm_before_end),
    "announced": (time(11, 0), intake.announce),
    "cell_mended": (time(11, 0), cells.mend),
    "symptoms": (time(10, 30), cases.fall_ill),
    "positive_arrival": (time(23, 30), cases.carry_in),
}


def slip(world: World, day: date) -> None:
    """Tell the stories of the day."""
    for table in (world.slips, world.happenings):
        for planned in [p for p in table.ahead() if p.day == day and p.kind in STORIES]:
            table.take(planned.kind, planned.house, day)
            hour, story = STORIES[planned.kind]
            minutes = world.draw("story", planned.kind, planned.house, day).below(_SPREAD)
            moment = world.clock(day, hour) + timedelta(minutes=minutes)
            moment = world.freezes.clear_of(planned.house, moment)
            world.at(moment, _telling(world, world.houses[planned.house], story, moment, planned))


def _telling(world: World, house: House, story: Story, moment: datetime, planned: Slip) -> Act:
    def tell() -> None:
        try:
            story(world, house, moment)
        except NoOccasion:
            world.slips.put_back(planned)

    return tell
