"""A small document of its own, so that what is pinned by bytes does not move with the city's protocol."""

from datetime import date, time
from typing import Literal

from lazaretto.protocol.document import (
    Clause,
    Counting,
    Coverage,
    Deadline,
    Duty,
    Leg,
    Pattern,
    Phase,
    Protocol,
    Recurring,
    Refrain,
    Slot,
    Text,
)

Role = Literal["isolation_point", "transition_house", "transition_wing", "general_wing"]


def text(words: str) -> Text:
    return Text(zh_hans=words, zh_hant=words, en=words)


def clause(name: str, duty: Duty) -> Clause:
    return Clause(
        id=name, measure="M01", family="command", title=text(name), why=text(name),
        levels=("heightened", "closed", "outbreak"), owner="leader", severity="warning", duty=duty, cite=(),
    )  # fmt: skip


def leg(layer: int, role: Role, days: int, tests_on: tuple[int, ...]) -> Leg:
    return Leg(
        layer=layer, title=text(role), role=role, days=days, tests_on=tests_on, clock="arrival", cite=()
    )


MORNING = Slot(id="morning", label=text("morning"), opens=time(7), closes=time(9))
EVENING = Slot(id="evening", label=text("evening"), opens=time(18), closes=time(20))
BOTH = (MORNING, EVENING)

SMALL = Protocol(
    format="lazaretto-protocol/1", id="small", version="1", title=text("small"), disease=text("none"),
    jurisdiction=text("nowhere"), kind="protocol", effective=date(2022, 3, 10),
    counting=Counting(day_zero="event_day", release_hour=time(8), text=text("day 0")),
    sources=(), parameters=(),
    clauses=(
        clause("temperature", Recurring(who="detainees", slots=BOTH, evidence="temperature", grace=60)),
        clause("disinfection", Recurring(who="key_areas", slots=BOTH, evidence="disinfected", grace=60)),
        clause("visit", Recurring(who="quarantined", slots=(MORNING,), evidence="visited", grace=60)),
        clause("log", Recurring(who="facilities", slots=(EVENING,), evidence="log_submitted", grace=600)),
        clause(
            "receipt",
            Deadline(trigger="directive_issued", evidence="directive_received", within=120, grace=600),
        ),
        clause("round", Coverage(stratum="detainees", grace=60)),
        clause("hold", Refrain(condition="goods_released_early", settings={"hours": 24})),
    ),
    legs=(
        leg(1, "isolation_point", 14, (1, 13)),
        leg(2, "transition_house", 14, (13,)),
        leg(3, "transition_wing", 7, (6,)),
    ),
    patterns=(
        Pattern(
            id="ab", title=text("two"), levels=("heightened",), cite=(),
            phases=(Phase(phase="A", place=text("in"), days=7), Phase(phase="B", place=text("by"), days=7)),
        ),
    ),
)  # fmt: skip
