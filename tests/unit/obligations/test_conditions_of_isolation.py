"""Isolation at home amid an outbreak, and check-ins that are kept when they have served."""

from typing import Any

from tests.unit.obligations.breaking import broken
from tests.unit.obligations.owing import at


def cases(when: str, day: str, new: int, region: str = "QZ") -> dict[str, Any]:
    return {"at": when, "cases of": day, "region": region, "new": new}


def test_isolates_at_home_in_outbreak() -> None:
    home = [at(f"03-{day} 08:30", "Zhao", checked_in="home") for day in ("16", "17", "31")]
    published = cases("03-17 07:00", "03-16", 2)

    def found(*lines: dict[str, Any], least: int = 2) -> list[str]:
        return broken("isolates_at_home_in_outbreak", *home, *lines, cases=least, days=14)

    assert found(published) == ["Zhao"]  # on the 17th: neither before it was known, nor fourteen days after
    assert found(published, least=3) == []
    assert found(published, cases("03-17 07:30", "03-17", 1), least=3) == ["Zhao"]  # of several days together
    assert found(published, cases("03-17 07:10", "03-16", -2)) == []  # a count that was taken back
    assert found(cases("03-17 07:00", "03-16", 2, region="MJ")) == []
    on_site = at("03-17 08:30", "Qian", checked_in="on_site")
    assert broken("isolates_at_home_in_outbreak", on_site, published, cases=1, days=14) == []


def test_check_ins_kept_too_long() -> None:
    lines = [
        at("03-01 09:00", "Zhao", stepped_into="C"), at("03-01 18:30", "Zhao", checked_in="home"),
        at("03-02 08:30", "Zhao", checked_in="home"), at("03-08 09:00", "Zhao", stepped_into="B"),
        at("03-20 12:00", "Wu", checked_in="home"),  # in no isolation: counted from its own day
        at("03-01 09:00", "Sun", stepped_into="C"), at("03-01 18:30", "Sun", checked_in="home"),
    ]  # fmt: skip
    assert broken("check_ins_kept_too_long", *lines, days=21) == ["Zhao", "Wu"]
    assert broken("check_ins_kept_too_long", *lines, days=60) == []
    gone = {**lines[4], "name": "said"}
    taken_back = {"at": "03-21 08:00", "takes back": "said", "taken back": "wrong"}
    assert broken("check_ins_kept_too_long", *lines[:4], gone, taken_back, days=21) == ["Zhao"]
