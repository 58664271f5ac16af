"""Conditions of tests, disinfection, duty and gate, each by its name: who breaks it, and who does not."""

from tests.examples.telling import Line
from tests.unit.obligations.breaking import broken
from tests.unit.obligations.owing import at


def test_pool_across_cells() -> None:
    story = [
        at("03-01 08:00", ["Wang", "Li"], admitted_to="QZ-D/T/01"),
        at("03-01 08:00", "Zhou", admitted_to="QZ-D/T/02"),
        at("03-02 08:00", ["Wang", "Li"], sampled_for="round", tube="T1"),
        at("03-02 09:00", ["Wang", "Zhou"], sampled_for="round", tube="T2"),
        at("03-02 09:00", ["Officer", "Cook"], sampled_for="round", tube="T3"),  # staff have no cell
    ]
    assert broken("pool_across_cells", *story) == ["T2"]


def test_tube_reused() -> None:
    story = [
        at("03-02 08:00", "Wang", sampled_for="round", tube="T1"),
        at("03-02 08:05", "Li", sampled_for="round", tube="T2"),
        at("03-02 09:00", "Zhou", sampled_for="leg", tube="T1"),
    ]
    assert broken("tube_reused", *story) == ["T1"]
    assert broken("tube_reused", *story[:2]) == []


def test_tube_unchecked() -> None:
    """Of a round only: a second person holds tube and list side by side, and is not who swabs."""

    def swab(tube: str, **more: object) -> Line:
        return at("03-02 08:00", "Wang", sampled_for="round", tube=tube, **more)

    story = [
        swab("T1", round="R1", checked_by=None), swab("T2", round="R1", checked_by="officer"),
        swab("T3", round="R1", checked_by="second"), swab("T4", checked_by=None),
    ]  # fmt: skip
    assert broken("tube_unchecked", *story) == ["T1", "T2"]


def test_moved_while_held() -> None:
    """A positive or grey pool holds its people until a clear single result; care and release go on."""

    def story(*more: Line, result: str = "positive") -> list[Line]:
        return [
            at("03-01 08:00", ["Wang", "Li"], admitted_to="QZ-D/G1/01"),
            at("03-02 08:00", ["Wang", "Li"], sampled_for="round", tube="T1"),
            at("03-02 16:00", tube="T1", tube_reported=result),
            *more,
        ]

    moved = at("03-02 17:00", "Wang", moved_to="QZ-D/G1/02")
    cleared = [
        at("03-02 16:20", "Wang", sampled_for="retest", tube="T2"),
        at("03-02 16:50", tube="T2", tube_reported="negative"),
    ]
    pending = [*cleared[:1], at("03-02 18:00", tube="T2", tube_reported="negative")]
    assert broken("moved_while_held", *story(moved)) == ["Wang"]
    assert broken("moved_while_held", *story(moved, result="grey")) == ["Wang"]
    assert broken("moved_while_held", *story(moved, result="negative")) == []
    assert broken("moved_while_held", *story(*cleared, moved)) == []
    assert broken("moved_while_held", *story(*pending, moved)) == ["Wang"]
    assert broken("moved_while_held", *story(at("03-02 15:00", "Wang", moved_to="QZ-D/G1/02"))) == []


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
        at("03-01 08:00", goods_registered="daily", lot="towels", disinfected=False),
        at("03-02 07:00", goods_disinfected="towels"),  # later, and before they went in
        at("03-02 08:00", goods_released="soap"),
        at("03-02 08:00", goods_released="rice"),
        at("03-02 08:00", goods_released="towels"),
        at("03-02 09:00", goods_disinfected="soap"),  # too late
    ]
    assert broken("goods_undisinfected", *story) == ["soap"]


def test_goods_undisinfected_again_when_a_number_is_used_again() -> None:
    story = [
        at("03-01 08:00", goods_registered="daily", lot="C1", disinfected=False),
        at("03-01 09:00", goods_disinfected="C1"),
        at("03-01 10:00", goods_released="C1"),
        at("03-05 08:00", goods_registered="daily", lot="C1", disinfected=False),
        at("03-05 10:00", goods_released="C1"),
    ]
    assert broken("goods_undisinfected", *story) == ["C1"]


def test_goods_released_early_in_part() -> None:
    """Each part must have waited; one sample that is positive or still awaited holds all of it back."""
    story = [
        at("03-01 08:00", goods_registered="food", lot="rice", pieces=40),
        at("03-01 08:00", goods_registered="food", lot="pork", pieces=40),
        at("03-01 08:00", goods_registered="food", lot="fish", pieces=40),
        at("03-01 09:00", goods_sampled="rice", tube="R1"),
        at("03-01 09:00", goods_sampled="pork", tube="P1"),
        at("03-01 09:00", goods_sampled="pork", tube="P2"),
        at("03-01 09:00", goods_sampled="fish", tube="F1"),
        at("03-01 09:00", goods_sampled="fish", tube="F2"),
        at("03-01 20:00", tube="R1", tube_reported="negative"),
        at("03-01 20:00", tube="P1", tube_reported="positive"),
        at("03-01 21:00", tube="P2", tube_reported="negative"),  # takes nothing back
        at("03-01 20:00", tube="F1", tube_reported="negative"),
        at("03-02 08:00", goods_released="rice", pieces=4),
        at("03-03 08:00", goods_released="rice", pieces=20),
        at("03-03 08:00", goods_released="pork", pieces=1),
        at("03-03 08:00", goods_released="fish", pieces=1),
        at("03-03 09:00", tube="F2", tube_reported="grey"),
        at("03-03 10:00", goods_released="fish", pieces=1),  # awaited no more, one negative
    ]
    assert broken("goods_released_early", *story, hours=48) == ["rice", "pork", "fish"]


def test_goods_unbalanced() -> None:
    story = [
        at("03-01 08:00", goods_registered="food", lot="rice", pieces=10),
        at("03-01 08:00", goods_registered="food", lot="flour", pieces=10),
        at("03-01 08:00", goods_registered="food", lot="salt"),  # nobody counted it
        at("03-01 08:00", goods_registered="food", lot="oil", pieces=10),
        at("03-03 08:00", goods_released="rice", pieces=6),
        at("03-03 09:00", goods_removed="rice", pieces=4, how="returned"),
        at("03-03 08:00", goods_released="flour", pieces=6),
        at("03-03 09:00", goods_released="flour", pieces=5),
        at("03-03 09:00", goods_released="salt", pieces=99),
        at("03-03 10:00", goods_released="salt"),
        at("03-03 10:00", goods_released="salt"),  # all that was left, said twice: nothing more went
        at("03-03 11:00", goods_released="sugar", pieces=1),  # never registered
        at("03-03 12:00", goods_released="oil", pieces=8),
        at("03-03 13:00", goods_registered="food", lot="oil", pieces=7),  # counted again: fewer than went
    ]
    assert broken("goods_unbalanced", *story) == ["flour", "sugar", "oil"]


def test_facility_without_leader() -> None:
    ordered = at("03-01 08:00", level_ordered="closed")
    late = at("03-02 09:00", "L1", named_responsible_leader="Deputy")
    soon = at("03-02 07:00", "L1", named_responsible_leader="Deputy")
    assert broken("facility_without_leader", ordered, late, hours=24) == ["QZ-D"]
    assert broken("facility_without_leader", ordered, soon, hours=24) == []
    gone = at("03-02 07:30", "L1", relieved="Moved")
    again = at("03-02 07:40", "L2", named_responsible_leader="Next")
    assert broken("facility_without_leader", ordered, soon, gone, hours=24) == ["QZ-D"]
    assert broken("facility_without_leader", ordered, soon, gone, again, hours=24) == []
    ahead = at("03-01 08:00", level_ordered="closed", **{"from": "03-05 08:00"})
    between = at("03-05 09:00", "L1", named_responsible_leader="Deputy")
    assert broken("facility_without_leader", ahead, between, hours=24) == []
    assert broken("facility_without_leader", ahead, hours=24) == ["QZ-D"]
    short = at("03-01 09:00", "L1", named_leader_until="03-02 08:00")
    assert broken("facility_without_leader", ordered, short, hours=24) == ["QZ-D"]
