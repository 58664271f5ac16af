"""The threat model: every threat names the flows by which it comes, and each flow that is drawn is named."""

import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "THREAT_MODEL.md").read_text()
FLOW = re.compile(r"\bF\d+\b")


def rows(title: str) -> list[list[str]]:
    """The rows of the table under a heading, without its head."""
    part = PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_threat_names_flows_that_are_drawn() -> None:
    drawn = {row[0] for row in rows("Flows")}
    assert drawn == {f"F{n}" for n in range(1, len(drawn) + 1)}
    for row in rows("Threats and answers"):
        flows = row[1].split()
        assert flows, row[0]
        assert set(flows) <= drawn, row[0]


def test_every_flow_is_drawn_and_has_a_threat() -> None:
    picture = set(FLOW.findall(PAGE.split("```")[1]))
    named = {flow for row in rows("Threats and answers") for flow in row[1].split()}
    assert {row[0] for row in rows("Flows")} == picture == named
