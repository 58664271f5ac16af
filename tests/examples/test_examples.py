"""Every worked example beside the documents is run: what it says is owed, met, missed and found comes out."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from lazaretto.facts.command import (
    FacilityEstablished,
    FacilityKind,
    LevelOrdered,
    PlaceEstablished,
    ProtocolIssued,
)
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import Answer
from lazaretto.facts.periods import Period
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.assessing import Assessment, assess
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.explaining import explain
from lazaretto.obligations.force import in_force
from lazaretto.obligations.leaving import leaving
from lazaretto.obligations.looping import phased
from lazaretto.obligations.owed import Obligation, Status
from lazaretto.obligations.packing import packed
from lazaretto.obligations.passing import TABLES, heard, verdict
from lazaretto.obligations.requesting import refusal
from lazaretto.protocol.document import Protocol, Refrain
from lazaretto.protocol.reading import read
from tests.deciding import USUAL
from tests.examples.telling import asked_in, facts_of
from tests.stating import HOUSE, fact, moment, record_of, second

PROTOCOLS = Path(__file__).parents[2] / "protocols"
PATHS = sorted(PROTOCOLS.glob("*/examples/*.yaml"))
WORDS = {
    "owed": Status.OPEN, "met": Status.MET, "late": Status.LATE, "missed": Status.MISSED,
    "excused": Status.EXCUSED, "disputed": Status.DISPUTED,
}  # fmt: skip
SHELF: dict[tuple[str, str], Protocol] = {
    (protocol.id, protocol.version): protocol
    for path in PROTOCOLS.glob("*/*.yaml")
    if (protocol := read(path.read_bytes()).protocol) is not None
}


def _example(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _ground(example: dict[str, Any]) -> Iterator[Fact]:
    """What every example stands on: a house, the document in force since 1 March, a level since then.

    ``stands from``: another instant from which all of it stands, for what happened in another year.
    """
    document, version = example["document"].split("/")
    built = example.get("stands from", "01-01 00:00")
    since = example.get("stands from", "03-01 00:00")
    issued = ProtocolIssued(document=document, version=version, digest="0" * 64, authority="Detachment")
    for number, (code, sort) in enumerate(_HOUSES.items()):
        body = FacilityEstablished(name=sort, sort=sort, county="QZ", city="TS", zone="Asia/Shanghai")
        yield fact(body, built, number=9_000 + number, facility=code)
    yield fact(issued, since, number=10_001, facility="TS-Z")
    for number, code in enumerate(_HOUSES):
        ordered = LevelOrdered(level=example.get("level", "closed"), authority="City", reason="Cases")
        yield fact(ordered, since, number=10_002 + number, facility=code)
    for number, (place, told) in enumerate((example.get("places") or {}).items()):
        use, _, beside = told.partition(" beside ")
        word, _, room = use.partition(" for ")
        neighbours = tuple(beside.split(" and ")) if beside else ()
        said = PlaceEstablished(established=place, use=word, capacity=int(room or 0), neighbours=neighbours)
        yield fact(said, since, number=10_100 + number, facility=place.partition("/")[0])


_HOUSES: dict[str, FacilityKind] = {"QZ-D": "detention_house", "QZ-L": "lock_up", "QS-D": "detention_house"}


def _assessed(example: dict[str, Any]) -> tuple[Assessment, dict[str, Any]]:
    then = example["then"]
    record = record_of([*_ground(example), *facts_of(example)])
    known = {"known_at": second(then["known at"])} if "known at" in then else {}
    standing = record.standing(at=second(then["at"]), **known)
    last = moment(then["at"]) + timedelta(seconds=1)
    window = Period(moment(then.get("since", then["at"].split()[0] + " 00:00")), last)
    forces = in_force(standing, shelf=SHELF)
    issued = {force.fact: record.facts[force.fact].id for force in forces}
    assessment = assess(
        forces=forces, standing=standing, window=window, fact_id=lambda number: record.facts[number].id
    )
    return assessment, {"forces": forces, "issued": issued}


def _line(owed: Obligation) -> dict[str, str]:
    return {"clause": owed.clause, "who": owed.subject} | ({"slot": owed.slot} if owed.slot else {})


def _wanted(example: dict[str, Any], word: str) -> list[dict[str, str]]:
    """The example's lines of one word; the clause may be left out where the example shows but one."""
    lines = [{"clause": example["shows"][0], **line} for line in example["then"].get(word) or []]
    return sorted(lines, key=str)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parents[1].name}/{path.stem}")
def test_the_example_comes_out_as_it_says(path: Path) -> None:
    example = _example(path)
    assessment, _ = _assessed(example)
    shown = [o for clause in example["shows"] for o in assessment.obligations(clause=clause)]
    for word, status in WORDS.items():
        if word in ("met", "excused", "owed") and word not in example["then"]:
            continue  # an example may be silent about what went well
        found = sorted((_line(o) for o in shown if o.status is status), key=str)
        for line, wanted in zip(found, _wanted(example, word), strict=False):
            if "slot" not in wanted:
                line.pop("slot", None)
        assert found == _wanted(example, word), word
    breaches = [f for f in assessment.findings() if f.kind == "breach" and f.rule in example["shows"]]
    found = sorted(({"clause": f.rule, "who": f.subject} for f in breaches), key=str)
    assert found == _wanted(example, "breaches")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parents[1].name}/{path.stem}")
def test_what_is_asked_for_in_the_example_is_refused_as_it_says(path: Path) -> None:
    example = _example(path)
    record = record_of([*_ground(example), *facts_of(example)])
    for line, asked in asked_in(example):
        standing = record.standing(at=second(line["at"]))
        forces = in_force(standing, shelf=SHELF)
        asking = Asking(fact=asked, standing=standing, facts=record.facts, forces=forces, beside={})
        refused = refusal(asking)
        assert (refused[0] if refused else None) == line["refused because"], line
        if "of" in line:
            assert refused is not None
            assert refused[1]["open"] == ", ".join(line["of"])
    for line in example.get("gate") or []:
        standing = record.standing(at=second(line["at"]))
        told = leaving(
            standing, forces=in_force(standing, shelf=SHELF), facts=record.facts, person=line["who"],
            purpose=line["for"], lawful=line.get("by law"),
        )  # fmt: skip
        assert (told.verdict, told.rule) == (line["says"], line["by rule"]), line


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parents[1].name}/{path.stem}")
def test_the_station_decides_in_the_example_as_it_says(path: Path) -> None:
    """``station``: who stands at the gate, what the officer answers otherwise than usually, what it says."""
    example = _example(path)
    record = record_of([*_ground(example), *facts_of(example)])
    for line in example.get("station") or []:
        standing = record.standing(at=second(line["at"]))
        forces = in_force(standing, shelf=SHELF)
        pack = packed(standing, facts=record.facts, forces=forces, facility=line.get("in", HOUSE))
        category = line.get("as", "person")
        table = pack["tables"][TABLES[category]]
        row = next(
            (r for r in pack["expected"] if (r["subject"], r["category"]) == (line["who"], category)), None
        )
        said = [Answer(input=i, value=str(v).lower()) for i, v in (line.get("answers") or {}).items()]
        answers = USUAL | heard(table, said)
        told = verdict(
            table, row, answers, at=second(line["at"]), zone=line.get("to", "administration"),
            emergency=pack["emergency"] is not None,
        )  # fmt: skip
        assert (told.verdict, told.rule) == (line["says"], line["by rule"]), line


@pytest.mark.parametrize("path", [p for p in PATHS if "steps" in _example(p)], ids=lambda path: path.stem)
def test_the_loop_goes_on_in_the_example_as_it_says(path: Path) -> None:
    """``steps``: who is in which phase, into which one they step, and on which day at the earliest."""
    example = _example(path)
    record = record_of([*_ground(example), *facts_of(example)])
    standing = record.standing(at=second(example["then"]["at"]))
    protocol = SHELF[tuple(example["document"].split("/"))]
    found = {
        one.person: (one.now, one.following and one.following.phase, f"{one.ends:%m-%d}")
        for one in phased(standing, protocol, facility=HOUSE)
    }
    assert found == {line["who"]: (line["from"], line["to"], line["not before"]) for line in example["steps"]}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parents[1].name}/{path.stem}")
def test_the_example_is_told_in_three_languages_and_explains_itself(path: Path) -> None:
    example = _example(path)
    for words in (example["title"], example["because"]):
        assert set(words) == {"zh-Hans", "zh-Hant", "en"}
        assert all(words.values())
    assessment, asked = _assessed(example)
    for finding in assessment.findings():
        if finding.rule in example["shows"]:
            explanation = explain(finding, forces=asked["forces"], issued=asked["issued"])
            assert explanation.document == example["document"].split("/")[0]
            assert explanation.in_force_by is not None
            assert explanation.sources


def test_every_family_shape_and_condition_has_an_example() -> None:
    shown = {
        (example["document"], clause)
        for example in map(_example, PATHS)
        for clause in example["shows"]
        if any(example["then"].get(word) for word in ("missed", "late", "breaches"))
    }
    clauses = [(f"{p.id}/{p.version}", c) for p in SHELF.values() if p.kind == "protocol" for c in p.clauses]
    seen = [clause for document, clause in clauses if (document, clause.id) in shown]
    assert {clause.family for clause in seen} == {clause.family for _, clause in clauses}
    assert {type(clause.duty) for clause in seen} == {type(clause.duty) for _, clause in clauses}
    shown_conditions = {clause.duty.condition for clause in seen if isinstance(clause.duty, Refrain)}
    assert shown_conditions == set(CONDITIONS)
