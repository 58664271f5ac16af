"""A small protocol for properties: one clause of each shape, numbers as arguments."""

from datetime import date, time

from lazaretto.protocol.document import (
    Clause,
    Counting,
    Coverage,
    Deadline,
    Duty,
    Level,
    Parameter,
    Protocol,
    Recurring,
    Refrain,
    Slot,
    Source,
    Text,
)

ALL_LEVELS: tuple[Level, ...] = ("routine", "heightened", "closed", "outbreak")
MORNING = Slot(
    id="morning", label=Text(zh_hans="早", zh_hant="早", en="Morning"), opens=time(6), closes=time(12)
)
NIGHT = Slot(id="night", label=Text(zh_hans="夜", zh_hant="夜", en="Night"), opens=time(22), closes=time(2))


def words(text: str) -> Text:
    """The same words in three languages; properties do not read."""
    return Text(zh_hans=text, zh_hant=text, en=text)


def clause(name: str, duty: Duty, *, levels: tuple[Level, ...] = ALL_LEVELS) -> Clause:
    """A clause with one source and one parameter."""
    return Clause(
        id=name, measure="M23", family="hygiene", title=words(name), why=words("so"), levels=levels,
        owner="duty_officer", severity="warning", duty=duty, cite=("practice",), uses=("number",),
    )  # fmt: skip


def protocol(*clauses: Clause, name: str = "small", version: str = "1") -> Protocol:
    """A document of these clauses."""
    return Protocol(
        format="lazaretto-protocol/1", id=name, version=version, title=words(name), disease=words("any"),
        jurisdiction=words("any"), kind="protocol", effective=date(2022, 3, 1),
        counting=Counting(day_zero="event_day", release_hour=time(8), text=words("Day 0 is the day.")),
        sources=(
            Source(id="practice", kind="practice", title=words("practice"), locator="daily log"),
            Source(id="study", kind="study", title=words("study"), locator="doi:10.1/x"),
        ),
        parameters=(
            Parameter(
                id="number", label=words("number"), value="3", unit="d", effective=date(2022, 3, 1),
                cite=("study",),
            ),
        ),
        clauses=clauses,
    )  # fmt: skip


def temperatures(*, grace: int = 60, levels: tuple[Level, ...] = ALL_LEVELS) -> Clause:
    """Everyone held has a temperature read, mornings and over midnight; a refusal with a reason excuses."""
    duty = Recurring(
        who="detainees", slots=(MORNING, NIGHT), evidence="temperature", grace=grace,
        excused_by=("not_measured",),
    )  # fmt: skip
    return clause("temperatures", duty, levels=levels)


def fever_is_answered(*, minutes: int = 60) -> Clause:
    """Whoever has a fever is measured again within minutes, unless released."""
    duty = Deadline(
        trigger="temperature", trigger_at_least=373, evidence="temperature", within=minutes, grace=30,
        excused_by=("released",),
    )  # fmt: skip
    return clause("fever_answered", duty)


def leg_is_tested(*, days: tuple[int, ...] = (1, 3)) -> Clause:
    """Whoever begins a leg is swabbed on counted days, by 18:00; the end of the leg lifts it."""
    duty = Deadline(
        trigger="leg_started", evidence="sampled", on_days=days, by_hour=time(18), grace=120,
        excused_by=("leg_ended", "released"),
    )  # fmt: skip
    return clause("leg_tested", duty)


def round_is_covered() -> Clause:
    """Everyone on a round's muster has an outcome."""
    return clause("round_covered", Coverage(stratum="detainees", grace=60))


def nobody_without_order() -> Clause:
    """Law 15."""
    return clause("isolated_without_order", Refrain(condition="isolated_without_order"))


def full_leg(*, days: int) -> Clause:
    """A leg is not called completed before its days are full."""
    return clause("leg_full", Refrain(condition="leg_ended_early", settings={"days_1": days, "days_2": days}))


def everything(
    *, version: str = "1", days: tuple[int, ...] = (1, 3), minutes: int = 60, full: int = 3
) -> Protocol:
    """One clause of each shape."""
    return protocol(
        temperatures(), fever_is_answered(minutes=minutes), leg_is_tested(days=days), round_is_covered(),
        nobody_without_order(), full_leg(days=full), version=version,
    )  # fmt: skip
