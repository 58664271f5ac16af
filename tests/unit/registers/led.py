"""Who answers for a facility as rows of whole numbers: a part of ``test_lowering``."""

from lazaretto.facts import command, leading
from lazaretto.facts.fact import Body
from tests.stating import moment, second

END = moment("03-15 18:00")

# body → rows, with names in place of the numbers they are given
LED: list[tuple[Body, list[tuple[str, str, int | str, int | str]]]] = [
    (
        command.LeaderNamed(person="L1", title="Deputy", until=END),
        [("leader_named", "L1", second("03-15 18:00"), 0)],
    ),
    (command.LeaderNamed(person="D1", title="First", rank="deputy"), [("deputy_named", "D1", 0, 0)]),
    (leading.LeaderRelieved(person="L1", reason="moved"), [("leader_relieved", "L1", 0, 0)]),
    (
        leading.ResponsibilityDelegated(
            delegation="D-1", delegated_by="L1", delegate="P7", level="detachment", reason="a course",
            opens=moment("03-15 08:00"), closes=END,
        ),
        [
            ("approval_delegated", "P7", 1, second("03-15 18:00")),
            ("delegation_opens", "D-1", "L1", second("03-15 08:00")),
            ("responsibility_delegated", "D-1", "P7", 1),
        ],
    ),
    (
        leading.DelegationEnded(delegation="D-1", ended_by="L1", reason="back"),
        [("delegation_ended", "D-1", "L1", 0)],
    ),
]  # fmt: skip
