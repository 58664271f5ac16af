"""Conditions of cells, legs and days, each by its name: who breaks it, and who beside them does not."""

from tests.unit.obligations.breaking import broken
from tests.unit.obligations.owing import at


def test_infection_in_general_wing() -> None:
    story = [
        at("03-01 09:00", "Wang", admitted_to="QZ-D/G1/01"),
        at("03-01 09:00", "Li", admitted_to="QZ-D/T/01"),
        at("03-02 09:00", ["Wang", "Zhou"], sampled_for="round", tube="P"),
        at("03-02 20:00", tube="P", tube_reported="positive"),  # a pool is nobody
        at("03-03 09:00", "Wang", sampled_for="retest", tube="W"),
        at("03-03 09:00", "Li", sampled_for="leg", tube="L"),
        at("03-03 20:00", tube="W", tube_reported="positive"),
        at("03-03 20:00", tube="L", tube_reported="positive"),  # in a transition cell
    ]
    assert broken("infection_in_general_wing", *story) == ["Wang"]


def test_mixed_before_clearance() -> None:
    story = [
        at("03-01 09:00", ["Wang", "Li"], admitted_to="QZ-D/T/01"),
        at("03-01 09:10", ["Wang", "Li"], leg_started=3),
        at("03-15 08:00", "Wang", leg_ended=3),
        at("03-15 08:00", ["Wang", "Li"], moved_to="QZ-D/G1/01"),
        at("03-16 08:00", "Zhou", admitted_to="QZ-D/G1/01"),
    ]
    assert broken("mixed_before_clearance", *story) == ["Li", "Zhou"]


def test_stranger_in_cohort() -> None:
    story = [
        at("03-01 09:00", "Wang", admitted_to="QZ-D/T/01"),
        at("03-01 23:00", "Li", admitted_to="QZ-D/T/01"),  # the same day
        at("03-02 01:00", "Zhou", admitted_to="QZ-D/T/01"),
        at("03-02 01:00", "Wu", admitted_to="QZ-D/G1/01"),
        at("03-03 01:00", "Sun", admitted_to="QZ-D/G1/01"),  # no quarantine cell
    ]
    assert broken("stranger_in_cohort", *story) == ["Zhou"]


def test_stranger_in_cohort_by_a_move_of_two_cohorts_into_one_cell() -> None:
    story = [
        at("03-01 09:00", "Wang", admitted_to="QZ-D/T/01"),
        at("03-01 09:00", "Wang", leg_started=3),
        at("03-04 09:00", "Li", admitted_to="QZ-D/T/02"),
        at("03-04 09:00", "Li", leg_started=3),
        at("03-05 10:00", "Wang", moved_to="QZ-D/I/01"),
        at("03-05 11:00", "Li", moved_to="QZ-D/I/01"),  # both moved the same day, of different cohorts
    ]
    assert broken("stranger_in_cohort", *story) == ["Li"]


def test_a_cohort_that_came_back_from_hospital_is_no_stranger() -> None:
    story = [
        at("03-01 09:00", ["Wang", "Li"], admitted_to="QZ-D/T/01"),
        at("03-03 09:00", "Wang", went_out_to="hospital"),
        at("03-04 09:00", "Wang", came_back_to="QZ-D/T/01"),
    ]
    assert broken("stranger_in_cohort", *story) == []


def test_clock_not_restarted() -> None:
    story = [
        at("03-01 09:00", ["Wang", "Li"], admitted_to="QZ-D/T/01"),
        at("03-01 09:10", ["Wang", "Li"], leg_started=3),
        at("03-02 10:00", "Zhou", admitted_to="QZ-D/T/01"),
        at("03-02 10:00", "Zhou", leg_started=3),
        at("03-02 12:00", "Li", clock_restarted=3),
    ]
    assert broken("clock_not_restarted", *story, minutes=720) == ["Wang"]


def test_leg_without_order() -> None:
    story = [
        at("03-01 09:00", "Wang", ordered_into_quarantine="O", review_on="03-08"),
        at("03-01 09:00", ["Wang", "Li"], leg_started=1),
    ]
    assert broken("leg_without_order", *story) == ["Li"]


def test_leg_at_wrong_site() -> None:
    story = [
        at("03-01 08:00", role="isolation_point", in_="QZ-L"),
        at("03-01 09:00", "Wang", leg_started=1, in_="QZ-L"),
        at("03-01 10:00", "Li", leg_started=1),
        at("03-01 11:00", "Zhou", leg_started=2, in_="QZ-L"),
        at("03-01 12:00", "Wu", admitted_to="QZ-D/T/01"),
        at("03-01 12:00", "Wu", leg_started=3),
        at("03-01 13:00", "Sun", admitted_to="QZ-D/G1/01"),
        at("03-01 13:00", "Sun", leg_started=3),
    ]
    assert broken("leg_at_wrong_site", *story) == ["Li", "Zhou", "Sun"]


def test_leg_ended_early() -> None:
    story = [
        at("03-01 09:00", ["Wang", "Li", "Zhou", "Wu"], leg_started=1),
        at("03-02 09:00", "Wang", sampled_for="leg", tube="W"),
        at("03-02 09:00", "Zhou", sampled_for="leg", tube="Z"),
        at("03-02 09:00", ["Wu", "Li"], sampled_for="leg", tube="P"),  # a pool is no single test
        *(at("03-02 20:00", tube=tube, tube_reported="negative") for tube in "WZP"),
        at("03-08 08:00", "Wang", leg_ended=1),  # day 7
        at("03-08 08:00", "Li", leg_ended=1),
        at("03-07 08:00", "Zhou", leg_ended=1),
        at("03-05 08:00", "Wu", leg_ended=1, as_="cut_short"),  # said openly
    ]
    assert broken("leg_ended_early", *story, days_1=7, tests_1=1) == ["Zhou", "Li"]


def test_a_leg_is_full_at_the_hour_of_release_and_not_before() -> None:
    story = [
        at("03-01 09:00", ["Wang", "Li", "Zhou"], leg_started=1),
        at("03-08 07:59", "Wang", leg_ended=1),  # day 7, a minute before
        at("03-08 08:00", "Li", leg_ended=1),
        at("03-09 06:00", "Zhou", leg_ended=1),  # a day later: any hour
    ]
    assert broken("leg_ended_early", *story, days_1=7, release=8 * 3600) == ["Wang"]
    assert broken("leg_ended_early", *story, days_1=7) == []


def test_leg_ended_early_counts_from_the_restart() -> None:
    story = [
        at("03-01 09:00", "Wang", leg_started=1),
        at("03-05 09:00", "Wang", clock_restarted=1),
        at("03-08 08:00", "Wang", leg_ended=1),
    ]
    assert broken("leg_ended_early", *story, days_1=7) == ["Wang"]
    assert broken("leg_ended_early", *story, days_1=3) == []


def test_leg_ended_unwell() -> None:
    story = [
        at("03-01 09:00", ["Wang", "Li", "Zhou"], leg_started=1),
        at("03-19 08:00", "Wang", temperature=37.3),
        at("03-19 08:00", "Li", temperature=37.2),
        at("03-20 08:00", "Zhou", symptoms=["cough"]),
        at("03-22 08:00", ["Wang", "Li", "Zhou"], leg_ended=1),
    ]
    assert broken("leg_ended_unwell", *story, tenths=373, hours=72) == ["Zhou"]
    assert broken("leg_ended_unwell", *story, tenths=373, hours=73) == ["Wang", "Zhou"]


def test_isolated_without_order() -> None:
    story = [
        at("03-01 08:00", ["Li", "Zhou"], ordered_into_quarantine="O", review_on="03-05"),
        at("03-01 09:00", "Zhou", leg_started=1),
        at("03-02 09:00", "Zhou", leg_ended=1),
        at("03-03 09:00", ["Wang", "Li", "Zhou"], isolated="under an order"),
    ]
    assert broken("isolated_without_order", *story) == ["Wang", "Zhou"]  # Zhou's order had ended


def test_isolated_without_order_after_the_order_ended_with_custody() -> None:
    story = [
        at("03-01 07:00", ["Wang", "Li"], admitted_to="QZ-D/T/01"),
        at("03-01 08:00", ["Wang", "Li"], ordered_into_quarantine="O", review_on="03-05"),
        at("03-02 08:00", ["Wang", "Li"], released="law"),
        at("03-03 08:00", ["Wang", "Li"], admitted_to="QZ-D/T/01"),
        at("03-03 09:00", "Li", ordered_into_quarantine="P", review_on="03-05"),
        at("03-04 09:00", ["Wang", "Li"], isolated="under an order"),
    ]
    assert broken("isolated_without_order", *story) == ["Wang"]


def test_isolated_without_order_knows_an_order_of_isolation() -> None:
    alone = {"cell": "QZ-D/I/01", "ends_on": "03-05", "review_on": "03-04"}
    story = [
        at("03-01 08:00", ["Wang", "Li", "Zhou"], admitted_to="QZ-D/G1/01"),
        at("03-02 08:00", ["Wang", "Li", "Zhou"], put_in_a_room_alone_by="L1", **alone),
        at("03-02 09:00", "Wang", isolated="under an order"),
        at("03-03 08:00", "Li", room_alone_ended_by="L1"),
        at("03-03 09:00", "Li", isolated="under an order"),  # that one was over
        at("03-06 00:00", "Zhou", isolated="under an order"),  # its last day was over
    ]
    assert broken("isolated_without_order", *story) == ["Li", "Zhou"]


def test_isolation_past_end() -> None:
    alone = {"cell": "QZ-D/I/01", "ends_on": "03-05", "review_on": "03-04"}
    story = [
        at("03-01 08:00", ["Wang", "Li", "Zhou", "Wu"], admitted_to="QZ-D/G1/01"),
        at("03-02 08:00", ["Wang", "Li", "Zhou", "Wu"], put_in_a_room_alone_by="L1", **alone),
        at("03-05 23:59", "Li", room_alone_ended_by="L1"),
        at("03-05 12:00", "Zhou", put_in_a_room_alone_by="L1", **{**alone, "ends_on": "03-07"}),
        at("03-07 20:00", "Zhou", room_alone_ended_by="L1"),
        at("03-05 20:00", "Wu", released="law"),
    ]
    assert broken("isolation_past_end", *story) == ["Wang"]


def test_review_set_late() -> None:
    story = [
        at("03-01 08:00", "Wang", ordered_into_quarantine="O", review_on="03-08"),
        at("03-01 08:00", "Li", ordered_into_quarantine="O", review_on="03-09"),
    ]
    assert broken("review_set_late", *story, days=7) == ["Li"]


def test_review_not_independent() -> None:
    story = [
        at("03-01 08:00", ["Wang", "Li"], ordered_into_quarantine="O", by="L1", review_on="03-08"),
        at("03-07 08:00", "Wang", reviewed_by="L1", next_on="03-14"),
        at("03-07 08:00", "Li", reviewed_by="L2", next_on="03-14"),
    ]
    assert broken("review_not_independent", *story) == ["Wang"]


def test_transferred_without_status() -> None:
    story = [
        at("03-01 08:00", ["Wang", "Li"], admitted_to="QZ-D/G1/01"),
        at("03-02 08:00", "Wang", sent_to="QS-D", with_papers=False),
        at("03-02 08:00", "Li", sent_to="QS-D"),
    ]
    assert broken("transferred_without_status", *story) == ["Wang"]


def test_released_unhanded() -> None:
    story = [
        at("03-01 08:00", ["Wang", "Li", "Zhou"], admitted_to="QZ-D/T/01"),
        at("03-01 08:00", ["Wang", "Li"], leg_started=1),
        at("03-02 08:00", ["Wang", "Zhou"], released="law"),  # Zhou is in no leg
        at("03-02 08:00", "Li", released="law", handed_to="health"),
    ]
    assert broken("released_unhanded", *story) == ["Wang"]


def test_cell_over_capacity() -> None:
    story = [
        at("03-01 08:00", ["Wang", "Li"], admitted_to="QZ-D/T/02"),
        at("03-02 08:00", "Zhou", admitted_to="QZ-D/T/02"),
        at("03-02 09:00", "Wang", moved_to="QZ-D/T/01"),
        at("03-02 10:00", "Li", moved_to="QZ-D/T/01"),
        at("03-02 11:00", "Wu", admitted_to="QZ-D/T/02"),  # two again
        at("03-02 12:00", "Sun", admitted_to="QZ-D/X/99"),  # nobody said how many it holds
    ]
    assert broken("cell_over_capacity", *story) == ["Zhou"]


def test_sexes_share_cell() -> None:
    story = [
        at("03-01 08:00", "Wang", admitted_to="QZ-D/T/01"),
        at("03-01 09:00", "Wu", admitted_to="QZ-D/T/01"),
        at("03-01 10:00", "Wu", moved_to="QZ-D/T/02"),
        at("03-01 11:00", "Li", admitted_to="QZ-D/T/01"),
    ]
    assert broken("sexes_share_cell", *story, cast={"Wu": {"sex": "female"}}) == ["Wu"]


def test_minor_with_adults() -> None:
    cast = {
        "Wang": {"born": "1990-01-01"}, "Sun": {"born": "2004-03-02"}, "He": {"born": "2004-02-29"}, "Li": {},
    }  # fmt: skip
    story = [
        at("03-01 08:00", "Wang", admitted_to="QZ-D/T/01"),
        at("03-01 09:00", ["He", "Li"], admitted_to="QZ-D/T/01"),  # of age on 1 March; age not known
        at("03-01 10:00", "Sun", admitted_to="QZ-D/T/01"),
    ]
    assert broken("minor_with_adults", *story, cast=cast, years=18) == ["Sun"]


def test_codefendants_share_cell() -> None:
    cast = {"Wang": {"case": "C1"}, "Li": {"case": "C1"}, "Zhou": {"case": "C2"}}
    story = [
        at("03-01 08:00", ["Wang", "Zhou"], admitted_to="QZ-D/T/01"),
        at("03-01 09:00", "Li", admitted_to="QZ-D/T/01"),
    ]
    assert broken("codefendants_share_cell", *story, cast=cast) == ["Li"]


def test_intake_while_suspended() -> None:
    story = [
        at("03-01 08:00", intake_suspended_by="City"),
        at("03-01 09:00", "Wang", admitted_to="QZ-D/T/01"),
        at("03-01 10:00", role="transition_house"),
        at("03-01 11:00", "Li", arrived_in="QZ-D/T/01", from_="QZ-L"),
        at("03-01 12:00", role="ordinary"),
        at("03-01 13:00", "Zhou", arrived_in="QZ-D/T/01", from_="QZ-L"),
        at("03-01 14:00", intake_resumed_by="City"),
        at("03-01 15:00", "Wu", admitted_to="QZ-D/T/01"),
    ]
    assert broken("intake_while_suspended", *story) == ["Wang", "Zhou"]


def test_transition_cells_short() -> None:
    story = [at("03-01 08:00", level_ordered="closed")]
    assert broken("transition_cells_short", *story, cells=3, days=3) == ["QZ-D"]
    assert broken("transition_cells_short", *story, cells=2, days=3) == []
    added = at("03-02 08:00", place="QZ-D/T/03", place_established_as="transition")
    assert broken("transition_cells_short", *story, added, cells=3, days=3) == []
    ahead = at("03-01 08:00", level_ordered="closed", **{"from": "03-06 08:00"})
    late = at("03-08 08:00", place="QZ-D/T/03", place_established_as="transition")
    assert broken("transition_cells_short", ahead, late, cells=3, days=3) == []
    assert broken("transition_cells_short", ahead, cells=3, days=3) == ["QZ-D"]


def test_held_past_deadline() -> None:
    story = [
        at("03-01 08:00", ["Wang", "Li", "Zhou"], admitted_to="QZ-D/T/01", held_until="03-10"),
        at("03-10 23:00", "Li", released="law"),
        at("03-09 08:00", "Zhou", may_be_held_until="05-10"),
    ]
    assert broken("held_past_deadline", *story) == ["Wang"]


def test_alone_too_long() -> None:
    story = [
        at("03-01 08:00", "Wang", admitted_to="QZ-D/I/01"),
        at("03-01 08:00", "Li", admitted_to="QZ-D/I/02"),
        at("03-01 08:00", ["Zhou", "Wu"], admitted_to="QZ-D/T/01"),
        at("03-10 08:00", "Li", contact="talk", minutes=120),
        at("03-18 08:00", ["Li", "Wang"], released="law"),
    ]
    assert broken("alone_too_long", *story, days=15, hours=22, minutes=120) == ["Wang"]


def test_alone_too_long_ends_with_company() -> None:
    story = [
        at("03-01 08:00", "Wang", admitted_to="QZ-D/T/01"),
        at("03-10 08:00", "Li", admitted_to="QZ-D/T/01"),
        at("03-10 12:00", "Li", moved_to="QZ-D/T/02"),  # four hours: that day was not alone
        at("03-20 08:00", ["Li", "Wang"], released="law"),
    ]
    assert broken("alone_too_long", *story, days=15, hours=22, minutes=120) == []


def test_alone_too_long_is_counted_on_across_a_move_and_a_restarted_leg() -> None:
    story = [
        at("03-01 08:00", "Wang", admitted_to="QZ-D/I/01"),
        at("03-01 09:00", "Wang", leg_started=3),
        at("03-06 12:00", "Wang", moved_to="QZ-D/I/02"),
        at("03-06 12:00", "Wang", clock_restarted=3),
        at("03-12 23:00", "Wang", released="law"),
    ]
    assert broken("alone_too_long", *story, days=10, hours=22, minutes=120) == ["Wang"]
    assert broken("alone_too_long", *story, days=11, hours=22, minutes=120) == []


def test_care_overdue() -> None:
    story = [
        at("03-01 07:00", ["Wang", "Li", "Zhou", "Wu"], admitted_to="QZ-D/T/01"),
        at("03-01 08:00", ["Wang", "Li", "Zhou", "Wu"], care_ordered="medication", every_hours=8),
        at("03-01 09:00", "Wang", leg_started=3),  # quarantine lifts nothing
        at("03-01 18:00", "Li", care_given="given"),
        at("03-02 04:00", "Li", care_given="refused"),  # an outcome is an answer
        at("03-02 11:00", "Li", care_ended="no longer needed"),
        at("03-01 12:00", "Zhou", released="law"),
        at("03-01 18:01", "Wu", care_given="given"),  # a minute late
        at("03-01 18:02", "Wu", care_ended="no longer needed"),
    ]
    assert broken("care_overdue", *story, minutes=120) == ["Wang", "Wu"]


def test_care_overdue_at_each_order_s_own_interval() -> None:
    story = [
        at("03-01 07:00", "Wang", admitted_to="QZ-D/T/01"),
        at("03-01 08:00", "Wang", care_ordered="medication", every_hours=8, care="A", until="03-01"),
        at("03-01 08:00", "Wang", care_ordered="pregnancy", every_hours=48, care="B"),
        at("03-01 17:00", "Wang", care_given="given", care="A"),  # the next would be due after its last day
        at("03-03 08:00", "Wang", care_given="away", care="B"),
    ]
    assert broken("care_overdue", *story, minutes=120) == ["Wang"]  # the second of B
    shorter = at("03-03 09:00", "Wang", care_ended="born", care="B")
    assert broken("care_overdue", *story, shorter, minutes=120) == []
