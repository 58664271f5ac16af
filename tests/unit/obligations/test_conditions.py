"""Every condition by its name: who breaks it, and who beside them does not."""

import sys
from typing import Any

from lazaretto.facts.command import PlaceEstablished
from lazaretto.obligations.conditions import CONDITIONS
from tests.examples.telling import Line, facts_of
from tests.stating import fact, house, record_of, second

PLACES = {
    "QZ-D/T/01": ("transition", 4), "QZ-D/T/02": ("transition", 2), "QZ-D/G1/01": ("general", 8),
    "QZ-D/G1/02": ("general", 2), "QZ-D/I/01": ("isolation", 1), "QZ-D/I/02": ("isolation", 1),
}  # fmt: skip


def broken(condition: str, *lines: Line, cast: dict[str, Any] | None = None, **settings: int) -> list[str]:
    """The subjects that broke a condition in a story told to the end of April, in order of time."""
    ground = [
        fact(PlaceEstablished(established=name, use=use, capacity=room), "01-02 00:00", number=5000 + number)  # type: ignore[arg-type]
        for number, (name, (use, room)) in enumerate(PLACES.items())
    ]
    record = record_of([house(), *ground, *facts_of({"facts": list(lines), "cast": cast})])
    end = second("04-30 00:00")
    found = CONDITIONS[condition].find(record.standing(at=end), settings, second("02-01 00:00"), end + 1)
    return [record.names.name(int(key)) for key in found.key]


def at(moment: str, who: str | list[str] | None = None, **verbs: Any) -> Line:
    """One line of a story; an underscore in a verb is a space."""
    told = {key.rstrip("_").replace("_", " "): value for key, value in verbs.items()}
    return {"at": moment, **({"who": who} if who else {}), **told}


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


def test_pool_across_cells() -> None:
    story = [
        at("03-01 08:00", ["Wang", "Li"], admitted_to="QZ-D/T/01"),
        at("03-01 08:00", "Zhou", admitted_to="QZ-D/T/02"),
        at("03-02 08:00", ["Wang", "Li"], sampled_for="round", tube="T1"),
        at("03-02 09:00", ["Wang", "Zhou"], sampled_for="round", tube="T2"),
        at("03-02 09:00", ["Officer", "Cook"], sampled_for="round", tube="T3"),  # staff have no cell
    ]
    assert broken("pool_across_cells", *story) == ["T2"]


def test_too_few_rounds() -> None:
    def rounds(of: str) -> list[Line]:
        return [
            at(f"03-{day} 08:00", "Wang", round_opened=f"{of}{day}", of=of, closes=f"03-{day} 18:00")
            for day in (22, 23)
        ]

    ordered = at("03-21 07:00", rounds_ordered_until="03-25")
    held = [ordered, *rounds("staff"), *rounds("detainees")]
    assert broken("too_few_rounds", *held, rounds=2, rounds_reinforced=10) == []
    assert broken("too_few_rounds", ordered, *rounds("staff"), rounds=2, rounds_reinforced=10) == ["QZ-D"]
    assert broken("too_few_rounds", *held, rounds=3, rounds_reinforced=10) == ["QZ-D"]


def test_left_isolation_unclear() -> None:
    people = ["Wang", "Li", "Zhou"]
    rooms = dict(zip(people, ("QZ-D/I/01", "QZ-D/I/02", "QZ-D/I/03"), strict=True))
    story = [at("02-20 08:00", place="QZ-D/I/03", place_established_as="isolation", for_=1)]
    story += [at("03-01 08:00", who, admitted_to=room) for who, room in rooms.items()]
    story += [
        at("03-01 09:00", ["Wang", "Li"], screened_by="symptoms", found="presumptive"),
        at("03-05 09:00", ["Wang", "Li"], screened_by="sputum", found="clear"),
        at("03-10 09:00", "Wang", screened_by="sputum", found="clear"),
        at("03-16 09:00", people, moved_to="QZ-D/G1/01"),
    ]
    assert broken("left_isolation_unclear", *story, samples=2, days=14) == ["Li"]  # Zhou was never a case
    assert broken("left_isolation_unclear", *story, samples=2, days=16) == ["Wang", "Li"]


def test_disinfection_weak() -> None:
    story = [
        at("03-01 08:00", disinfected_at=500, place="QZ-D/K/gate"),
        at("03-01 09:00", disinfected_at=499, place="QZ-D/K/kitchen"),
        at("03-01 10:00", disinfected_at=None, place="QZ-D/K/clinic"),
        at("03-01 11:00", disinfected_at=500, minutes=29, place="QZ-D/K/yard"),
    ]
    found = broken("disinfection_weak", *story, mg_l=500, minutes=30)
    assert found == ["QZ-D/K/kitchen", "QZ-D/K/clinic", "QZ-D/K/yard"]


def test_implausible_series() -> None:
    def readings(who: str, *celsius: float) -> list[Line]:
        return [at(f"03-{day + 1:02} 08:00", who, temperature=c) for day, c in enumerate(celsius)]

    story = [*readings("Wang", *[36.5] * 7), *readings("Li", 36.5, 36.5, 36.6, 36.5, 36.5, 36.5)]
    assert broken("implausible_series", *story, run=5) == ["Wang"]
    assert broken("implausible_series", *story, run=8) == []


def test_early_reentry() -> None:
    story = [
        at("03-01 09:00", ["Zhao", "Qian"], stepped_into="C"),
        at("03-01 09:00", "Sun", stepped_into="A"),
        at("03-07 09:00", ["Zhao", "Sun"], entered="administration"),
        at("03-08 08:00", "Qian", entered="administration"),  # day 7
    ]
    assert broken("early_reentry", *story, days=7) == ["Zhao"]


def test_unrostered_entry() -> None:
    story = [
        at("03-01 09:00", ["Zhao", "Qian", "Sun", "He"], enrolled_as="officer"),
        at("03-02 09:00", "Zhao", roster_until="03-05", from_="03-03"),
        at("03-03 09:00", ["Zhao", "Qian", "Visitor"], entered="administration", with_="roster"),
        at("03-03 10:00", "Qian", roster_until="03-05", from_="03-03"),  # published after the entry
        at("03-06 09:00", "Zhao", entered="administration", with_="roster"),
        at("03-03 08:00", "Sun", override="X1"),
        at("03-03 09:00", "Sun", entered="administration", with_="X1"),
        at("03-03 07:00", "He", stepped_into="C"),
        at("03-03 09:00", "He", entered="administration"),  # early_reentry speaks of him
    ]
    assert broken("unrostered_entry", *story) == ["Qian", "Zhao"]


def test_standby_inside_guarded() -> None:
    story = [
        at("03-01 09:00", ["Zhao", "Qian"], stepped_into="B"),
        at("03-01 09:00", "Sun", stepped_into="A"),
        at("03-02 09:00", ["Zhao", "Sun"], entered="guarded"),
        at("03-02 09:00", "Qian", entered="administration"),
    ]
    assert broken("standby_inside_guarded", *story) == ["Zhao"]


def test_step_up_untested() -> None:
    story = [
        at("03-01 09:00", ["Zhao", "Sun"], sampled_for="duty", tube="T1"),
        at("03-01 20:00", tube="T1", tube_reported="negative"),
        at("03-02 09:00", "Sun", sampled_for="duty", tube="T2"),
        at("03-02 20:00", tube="T2", tube_reported="grey"),
        at("03-03 09:00", ["Zhao", "Qian", "Sun"], stepped_into="A"),
        at("03-03 09:00", "He", stepped_into="B"),
    ]
    assert broken("step_up_untested", *story, hours=48) == ["Qian", "Sun"]
    assert broken("step_up_untested", *story, hours=36) == ["Zhao", "Qian", "Sun"]


def test_batch_incomplete() -> None:
    story = [
        at("03-01 09:00", "Zhao", enrolled_as="leader", sex="female"),
        at("03-01 09:00", "Qian", enrolled_as="medic"),
        at("03-02 08:00", "Zhao", stepped_into="A", batch="1"),
        at("03-02 18:00", "Qian", stepped_into="A", batch="1"),  # later the same day: complete
        at("03-03 08:00", "Zhao", stepped_into="A", batch="2"),
    ]
    assert broken("batch_incomplete", *story, leaders=1, medics=1, women=1) == ["2"]


def test_handover_to_oneself() -> None:
    story = [
        at("03-01 08:00", "Zhao", handed_over="H1"),
        at("03-01 08:10", "Qian", took_over="H1"),
        at("03-01 20:00", "Qian", handed_over="H2"),
        at("03-01 20:10", "Qian", took_over="H2"),
    ]
    assert broken("handover_to_oneself", *story) == ["H2"]


def test_entry_without_approval() -> None:
    asked = {"by": "L1", "from_": "03-01 08:00", "until": "03-01 12:00"}
    story = [
        at("03-01 07:00", "Fitter", entry_requested="A1", **asked),
        at("03-01 07:10", entry_approved="A1", by="L2"),
        at("03-01 09:00", "Fitter", entered="guarded", with_="A1"),
        at("03-01 12:00", "Late", entered="guarded", with_="A1"),  # over
        at("03-01 07:10", entry_approved="A2", by="L2", level="leader"),
        at("03-01 13:00", "Cook", entered="administration", with_="A2"),
        at("03-01 14:00", "Painter", entered="guarded", with_="A2"),  # a leader's does not open it
        at("03-01 15:00", "Officer", entered="guarded", with_="roster"),
        at(
            "03-01 16:00", "Lorry", entered="guarded", with_="roster", as_="vehicle"
        ),  # no roster names a lorry
        at("03-01 17:00", "Nobody", entered="administration"),
        at("03-01 18:00", "Medic", override="X1"),
        at("03-01 18:00", "Medic", entered="guarded", with_="X1"),
    ]
    assert broken("entry_without_approval", *story) == ["Late", "Painter", "Lorry", "Nobody"]


def test_an_entry_without_a_basis_is_a_breach_where_no_roster_was_ever_mentioned() -> None:
    assert broken("entry_without_approval", at("03-01 09:00", "Zhao", entered="guarded")) == ["Zhao"]


def test_approver_is_requester() -> None:
    asked = {"from_": "03-01 08:00", "until": "03-01 12:00"}
    story = [
        at("03-01 07:00", "Fitter", entry_requested="A1", by="L1", **asked),
        at("03-01 07:10", entry_approved="A1", by="L1"),
        at("03-01 07:00", "Cook", entry_requested="A2", by="L1", **asked),
        at("03-01 07:10", entry_approved="A2", by="L2"),
    ]
    assert broken("approver_is_requester", *story) == ["A1"]


def test_forbidden_goods() -> None:
    sorts = ("food", "parcel", "takeaway", "medical")
    story = [at("03-01 08:00", goods_registered=sort, lot=sort) for sort in sorts]
    assert broken("forbidden_goods", *story) == ["parcel", "takeaway"]


def test_goods_released_early() -> None:
    lots = ("held", "hasty", "unsampled", "doubtful")
    story = [at("03-01 08:00", goods_registered="food", lot=lot) for lot in lots]
    story += [at("03-01 09:00", goods_sampled=lot, tube=lot) for lot in lots if lot != "unsampled"]
    story += [at("03-01 20:00", tube=lot, tube_reported="negative") for lot in ("held", "hasty")]
    story += [
        at("03-01 20:00", tube="doubtful", tube_reported="grey"),
        at("03-01 08:00", goods_registered="medical", lot="pills"),
        at("03-01 09:00", goods_released="pills"),  # only food stands
        at("03-03 07:59", goods_released="hasty"),
        *(at("03-03 08:00", goods_released=lot) for lot in ("held", "unsampled", "doubtful")),
    ]
    assert broken("goods_released_early", *story, hours=48) == ["hasty", "unsampled", "doubtful"]


def test_goods_undisinfected() -> None:
    story = [
        at("03-01 08:00", goods_registered="daily", lot="soap", disinfected=False),
        at("03-01 08:00", goods_registered="daily", lot="rice"),
        at("03-02 08:00", goods_released="soap"),
        at("03-02 08:00", goods_released="rice"),
    ]
    assert broken("goods_undisinfected", *story) == ["soap"]


def test_facility_without_leader() -> None:
    ordered = at("03-01 08:00", level_ordered="closed")
    late = at("03-02 09:00", "L1", named_responsible_leader="Deputy")
    soon = at("03-02 07:00", "L1", named_responsible_leader="Deputy")
    assert broken("facility_without_leader", ordered, late, hours=24) == ["QZ-D"]
    assert broken("facility_without_leader", ordered, soon, hours=24) == []


def test_every_condition_is_tested_by_its_name() -> None:
    here = vars(sys.modules[__name__])
    assert [name for name in CONDITIONS if f"test_{name}" not in here] == []


def test_every_condition_is_silent_where_nothing_was_said() -> None:
    record = record_of([house()])
    standing = record.standing(at=second("04-30 00:00"))
    settings = {name: 1 for condition in CONDITIONS.values() for name in condition.needs}
    for name, condition in CONDITIONS.items():
        assert len(condition.find(standing, settings, 0, second("04-30 00:00"))) == 0, name
