"""Example lines → facts: one small function a verb. The words are the ward's, not the program's.

A line is ``{at, who, VERB: detail, …}``. ``known`` says when it was recorded, if later than ``at``;
``in`` names the facility (default QZ-D), ``place`` the place, ``name`` what later lines call the fact.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import structs

from lazaretto.facts import (
    command,
    custody,
    duty,
    gate,
    hygiene,
    quarantine,
    record,
    regime,
    reports,
    supervision,
    testing,
)
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.quarantine import PlannedLeg
from lazaretto.facts.vocabulary import BY_KIND
from tests.examples.assigning import ASSIGNING, said_by
from tests.examples.incidents import INCIDENTS
from tests.examples.isolating import ISOLATING
from tests.examples.keeping import KEEPING
from tests.examples.leading import LEADING
from tests.examples.loop import LOOP
from tests.examples.noticing import NOTICING
from tests.examples.roll_calling import ROLL_CALLING
from tests.examples.serving import SERVING
from tests.stating import HOUSE, fact, moment

Line = dict[str, Any]
Cast = dict[str, dict[str, Any]]
Tell = Callable[[Line, list[str], Any, Cast], Iterator[Body]]
_SPEAKERS = (
    "requested_by", "approved_by", "denied_by", "found_by", "rectified_by", "reinspected_by", "reopened_by",
)  # fmt: skip


def facts_of(example: dict[str, Any]) -> list[Fact]:
    """The facts of an example in the order in which it tells them."""
    cast: Cast = example.get("cast") or {}
    told: list[Fact] = []
    named: dict[str | None, UUID] = {}
    for line in example["facts"]:
        verb = next((key for key in line if key in VERBS), None)
        if verb is None:
            raise ValueError(f"no verb of tests/examples/telling.py in {line}")
        who = line.get("who", [])
        people = [who] if isinstance(who, str) else who
        known = {**line, "because": named.get(line.get("because"), UUID(int=0))}
        known["takes back"] = named.get(line.get("takes back", ""))
        for body in VERBS[verb](known, people, line[verb], cast):
            said = fact(
                body, line["at"], number=len(told) + 1, facility=line.get("in", HOUSE),
                recorded=line.get("known"), place=line.get("place"), corrects=named.get(line.get("corrects")),
            )  # fmt: skip
            told.append(_in_person(said))
            if "name" in line:
                named[line["name"]] = told[-1].id
    return told


def asked_in(example: dict[str, Any]) -> Iterator[tuple[Line, Fact]]:
    """What somebody asks for, line by line; each says ``refused because``: a reason, or null."""
    cast: Cast = example.get("cast") or {}
    for number, line in enumerate(example.get("asked") or []):
        verb = next(key for key in line if key in VERBS)
        who = line.get("who", [])
        for body in VERBS[verb](line, [who] if isinstance(who, str) else who, line[verb], cast):
            place = line.get("place")
            house = line.get("in", HOUSE)
            said = fact(body, line["at"], number=800_000 + number, facility=house, place=place)
            yield line, _in_person(said)


def _in_person(said: Fact) -> Fact:
    """Whoever asks, decides, finds, puts right or looks again says so in person (law 13)."""
    named = (getattr(said.body, name, None) for name in _SPEAKERS)
    speaker = next((one for one in named if one), None) or said_by(said.body) or said.actor
    if isinstance(said.body, reports.ReportSigned):
        speaker = said.body.signed_by
    return structs.replace(said, actor=speaker)


def _day(text: str) -> date:
    return date.fromisoformat(text if text[:2] == "20" else f"2022-{text}")


def _admitted(line: Line, who: list[str], cell: str, cast: Cast) -> Iterator[Body]:
    for person in who:
        about = cast.get(person, {})
        yield custody.Admitted(
            person=person, cell=cell, sex=about.get("sex", "male"), case_group=about.get("case"),
            born=date.fromisoformat(about["born"]) if "born" in about else None,
            legal_deadline=_day(line["held until"]) if "held until" in line else None,
        )  # fmt: skip


def _ordered(line: Line, who: list[str], order: str, cast: Cast) -> Iterator[Body]:
    legs = tuple(
        PlannedLeg(layer=n, facility=site, days=days)
        for n, site, days in line.get("legs", [[1, "QZ-L", 21], [2, "QS-D", 21], [3, "QZ-D", 14]])
    )
    for person in who:
        yield quarantine.Ordered(
            order=f"{order}-{person}", person=person, basis="Control plan", legs=legs,
            ordered_by=line.get("by", "L1"), review_on=_day(line["review on"]),
            cause=line.get("because of", "arrival"),
        )  # fmt: skip


def _leg_started(line: Line, who: list[str], layer: int, cast: Cast) -> Iterator[Body]:
    for person in who:
        yield quarantine.LegStarted(
            order=f"O-{person}", person=person, layer=layer, cohort=line["at"].split()[0]
        )


def _clock_restarted(line: Line, who: list[str], layer: int, cast: Cast) -> Iterator[Body]:
    for person in who:
        yield quarantine.ClockRestarted(
            order=f"O-{person}", person=person, layer=layer, cohort=line["at"].split()[0],
            because=line["because"], reason="Mixed",
        )  # fmt: skip


def _leg_ended(line: Line, who: list[str], layer: int, cast: Cast) -> Iterator[Body]:
    for person in who:
        yield quarantine.LegEnded(
            order=f"O-{person}", person=person, layer=layer, outcome=line.get("as", "completed"),
            signed_by="L1", reason=line.get("reason"),
        )  # fmt: skip


def _each(make: Callable[[Line, str, Any], Body]) -> Tell:
    """A verb that says one fact of each person."""

    def tell(line: Line, who: list[str], detail: Any, cast: Cast) -> Iterator[Body]:
        for person in who:
            yield make(line, person, detail)

    return tell


def _one(make: Callable[[Line, list[str], Any], Body]) -> Tell:
    """A verb that says one fact, of all people named together."""

    def tell(line: Line, who: list[str], detail: Any, cast: Cast) -> Iterator[Body]:
        yield make(line, who, detail)

    return tell


def _temperatures(line: Line, who: list[str], celsius: float | list[float]) -> Body:
    each = celsius if isinstance(celsius, list) else [celsius] * len(who)
    return hygiene.TemperaturesTaken(
        readings=tuple(
            hygiene.Reading(person=p, celsius_tenths=round(c * 10)) for p, c in zip(who, each, strict=True)
        ),
        site=line.get("at the", "forehead"),
    )


def _sampled(line: Line, who: list[str], purpose: Any) -> Body:
    return testing.Sampled(
        tube=line["tube"], members=tuple(who), purpose=purpose, round=line.get("round"),
        checked_by=line.get("checked by", "checker"),
    )  # fmt: skip


def _checked(line: Line, person: str, verdict: Any) -> Body:
    """A check at the gate, tied to its passage; ``declares``: whether travel or contact was declared."""
    declared = line.get("declares")
    answers = (
        () if declared is None else (gate.Answer(input="exposure_declared", value=str(declared).lower()),)
    )
    return gate.Checked(
        passage=line["passage"], category=line.get("as", "person"), subject=person, officer="P1",
        zone=line.get("to", "administration"), table="gate.verdict", verdict=verdict, answers=answers,
    )  # fmt: skip


def _requested(line: Line, who: list[str], approval: str) -> Body:
    return gate.EntryRequested(
        approval=approval, category=line.get("as", "person"), subject=line.get("for", who[0] if who else "?"),
        zone=line.get("zone", "guarded"), purpose="Repair", requested_by=line["by"],
        opens=moment(line["from"]), closes=moment(line["until"]),
    )  # fmt: skip


VERBS: dict[str, Tell] = {
    # command
    "facility established as": _one(lambda line, _, sort: command.FacilityEstablished(
        name=line["in"], sort=sort, county="QZ", city="TS", zone=line.get("zone", "Asia/Shanghai"))),
    "place established as": _one(lambda line, _, use: command.PlaceEstablished(
        established=line["place"], use=use, capacity=line.get("for", 0))),
    "protocol issued": _one(lambda line, _, name: command.ProtocolIssued(
        document=name.partition("/")[0], version=name.partition("/")[2], digest="0" * 64, authority="City")),
    "level ordered": _one(lambda line, _, level: command.LevelOrdered(
        level=level, authority="City", reason="Cases",
        begins=moment(line["from"]) if "from" in line else None)),
    "role": _one(lambda line, _, role: command.RoleAssigned(role=role, basis="Order")),
    "intake suspended by": _one(lambda line, _, basis: command.IntakeSuspended(basis=basis)),
    "intake resumed by": _one(lambda line, _, basis: command.IntakeResumed(basis=basis)),
    "named responsible leader": _each(lambda line, person, title: command.LeaderNamed(
        person=person, title=title)),
    # supervision
    "gate looked at": _one(lambda line, _, how: supervision.GateLooked(
        camera="GATE-1", by=how, people=line.get("people", 0), drawn=line.get("drawn", False))),
    "by telephone": _one(lambda line, _, day: supervision.TallyTaken(
        day=_day(day), first=moment(f"{day} 00:00"), last=moment(line["at"]), told_by="S1",
        flows=(supervision.Flow(of="person", came=line.get("people", 0)),))),
    "counted again": _one(lambda line, _, day: supervision.ReplayCounted(
        day=_day(day), camera="GATE-1", first=moment(f"{day} 00:00"), last=moment(line["at"]),
        flows=(supervision.Flow(of="person", came=line.get("people", 0)),))),
    "signed as reconciled": _one(lambda line, _, day: supervision.Reconciled(
        day=_day(day), signed_by=line["by"], differences=tuple(
            supervision.Difference(of="vehicle", first=moment(f"{day} 08:00"), last=moment(f"{day} 14:00"),
                                   by=-1, wrong="tally", explained=words or None)
            for words in line.get("differences", [])))),
    # custody
    "admitted to": _admitted,
    "moved to": _each(lambda line, person, cell: custody.Moved(person=person, cell=cell)),
    "sent to": _each(lambda line, person, to: custody.TransferredOut(
        person=person, to=to, status_document=line.get("with papers", True))),
    "arrived in": _each(lambda line, person, cell: custody.TransferredIn(
        person=person, cell=cell, origin=line["from"])),
    "released": _each(lambda line, person, basis: custody.Released(
        person=person, basis=basis, handed_to=line.get("handed to"))),
    "went out to": _each(lambda line, person, to: custody.WentOut(person=person, to=to)),
    "came back to": _each(lambda line, person, cell: custody.CameBack(person=person, cell=cell)),
    "may be held until": _each(lambda line, person, day: custody.DeadlineSet(
        person=person, until=_day(day), basis="Warrant")),
    "place asked in": _each(lambda line, person, cell: custody.PlaceRequested(
        person=person, cell=cell, reason="Next leg")),
    "place given up in": _each(lambda line, person, cell: custody.PlaceGivenUp(
        person=person, cell=cell, reason="Not needed")),
    "left the network for": _each(lambda line, person, to: custody.LeftNetwork(
        person=person, sort=line["as"], to=to, status_document=line.get("with papers", True))),
    "taken over by": _each(lambda line, person, party: custody.Received(
        person=person, party=party, received_by=line.get("by", "Officer"), status_read=True)),
    "kept apart from": _each(lambda line, person, other: custody.KeptApart(
        person=person, other=other, reason="Threats")),
    "need not be kept apart from": _each(lambda line, person, other: custody.ApartLifted(
        person=person, other=other, reason="Settled")),
    "cell withdrawn for": _one(lambda line, _, cause: custody.CellWithdrawn(
        cell=line["place"], cause=cause)),
    "cell returned": _one(lambda line, _, cell: custody.CellReturned(cell=cell)),
    # quarantine
    "handed the order by": _each(lambda line, person, by: quarantine.Served(
        order=f"O-{person}", person=person, served_by=by, signed=line.get("signed", True))),
    "cohort closed": _one(lambda line, _, cohort: quarantine.CohortClosed(cohort=cohort, cell=line["place"])),
    "end signed for leg": _each(lambda line, person, layer: quarantine.Cleared(
        order=f"O-{person}", person=person, layer=layer, signed_by=line.get("by", "L1"))),
    "other end ordered": _each(lambda line, person, day: quarantine.EndOrdered(
        order=f"O-{person}", person=person, layer=line.get("layer", 1), ends_on=_day(day),
        decided_by=line.get("by", "L2"), reason=line.get("reason", "Contact in the cell"))),
    "ordered into quarantine": _ordered,
    "leg started": _leg_started,
    "clock restarted": _clock_restarted,
    "leg ended": _leg_ended,
    "visited by": _one(lambda line, who, by: quarantine.Visited(
        persons=tuple(who), by=by, explained=line.get("explained", True))),
    "reviewed by": _each(lambda line, person, by: quarantine.Reviewed(
        order=f"O-{person}", person=person, reviewed_by=by, next_on=_day(line["next on"]))),
    "isolated": _each(lambda line, person, order: hygiene.Isolated(
        person=person, order=f"O-{person}" if order == "under an order" else None)),
    # regime
    "put in a room alone by": _each(lambda line, person, by: quarantine.IsolationOrdered(
        order=f"O-{person}", person=person, cell=line["cell"], basis="law", ordered_by=by,
        ends_on=_day(line["ends on"]), review_on=_day(line["review on"]))),
    "room alone ended by": _each(lambda line, person, by: quarantine.IsolationEnded(
        order=f"O-{person}", person=person, signed_by=by)),
    "care ordered": _each(lambda line, person, sort: regime.CareOrdered(
        care=line.get("care", "A"), person=person, sort=sort, every_hours=line["every hours"],
        ordered_by=line.get("by", "D1"), until=_day(line["until"]) if "until" in line else None)),
    "care given": _each(lambda line, person, outcome: regime.CareGiven(
        care=line.get("care", "A"), person=person, given_by="D1", outcome=outcome)),
    "care ended": _each(lambda line, person, reason: regime.CareEnded(
        care=line.get("care", "A"), person=person, reason=reason)),
    "contact": _one(lambda line, who, sort: regime.ContactGiven(
        persons=tuple(who), sort=sort, minutes=line["minutes"])),
    "open air": _one(lambda line, who, minutes: regime.OpenAirGiven(persons=tuple(who), minutes=minutes)),
    "says": _one(lambda line, _, kind: msgspec.convert(
        {"kind": f"{kind}/1", **line["that"]}, BY_KIND[kind], strict=False)),
    # testing
    "round opened": _one(lambda line, who, code: testing.RoundOpened(
        round=code, stratum=line["of"], muster=tuple(who), closes=moment(line["closes"]),
        incident=line.get("because of"))),
    "round closed": _one(lambda line, _, code: testing.RoundClosed(round=code)),
    "rounds ordered until": _one(lambda line, _, day: testing.RoundsOrdered(
        until=_day(day), reinforced=line.get("reinforced", False))),
    "sampled for": _one(_sampled),
    "not sampled": _each(lambda line, person, why: testing.Unsampled(
        round=line["round"], person=person, outcome=why, why=line.get("because of", "Refused"))),
    "tube reported": _one(lambda line, _, result: testing.ResultReported(
        tube=line["tube"], result=result, laboratory="CDC")),
    "screened by": _each(lambda line, person, method: testing.Screened(
        person=person, disease=line.get("for", "tuberculosis"), method=method, finding=line["found"])),
    # hygiene
    "temperature": _one(_temperatures),
    "not measured": _each(lambda line, person, why: hygiene.NotMeasured(person=person, why=why)),
    "disinfected at": _one(lambda line, _, measured: hygiene.Disinfected(
        agent="chlorine", target_mg_l=500, measured_mg_l=measured, contact_minutes=line.get("minutes", 30),
        checked_by=line.get("checked by", "Medic"), along_with=tuple(line.get("along with", ())))),
    "symptoms": _each(lambda line, person, symptoms: hygiene.SymptomsReported(
        person=person, symptoms=tuple(symptoms))),
    # duty
    "enrolled as": _each(lambda line, person, post: duty.Enrolled(
        person=person, sex=line.get("sex", "male"), post=post)),
    "stepped into": _each(lambda line, person, phase: duty.PhaseStarted(
        person=person, batch=line.get("batch", "1"), phase=phase)),
    "roster until": _one(lambda line, who, last: duty.RosterPublished(
        roster="R", first=_day(line["from"]), last=_day(last), persons=tuple(who), signed_by="L1")),
    "checked in": _each(lambda line, person, where: duty.CheckedIn(
        person=person, where=where, well=line.get("well", True))),
    # gate
    "checked": _each(_checked),
    "entered": _each(lambda line, person, zone: gate.Entered(
        category=line.get("as", "person"), subject=person, zone=zone, basis=line.get("with"),
        passage=line.get("passage"))),
    "wants to leave for": _each(lambda line, person, purpose: gate.ExitRequested(
        exit=f"X-{person}", subject=person, purpose=purpose, requested_by=line.get("by", "P1"),
        basis=line.get("basis"), handed_to=line.get("handed to"))),
    "entry requested": _one(_requested),
    "entry approved": _one(lambda line, _, approval: gate.EntryApproved(
        approval=approval, approved_by=line["by"], level=line.get("level", "detachment"),
        closes=moment(line["until"]) if "until" in line else None, delegation=line.get("by leave"))),
    "entry denied": _one(lambda line, _, approval: gate.EntryDenied(
        approval=approval, denied_by=line["by"], level=line.get("level", "leader"),
        reason=line.get("reason", "Not needed"))),
    "entry withdrawn": _one(lambda line, _, approval: gate.EntryWithdrawn(
        approval=approval, withdrawn_by=line["by"], reason=line.get("reason", "Called off"))),
    "approving left to": _one(lambda line, _, delegate: gate.ApprovalDelegated(
        delegation=line["leave"], delegated_by=line["by"], delegate=delegate,
        level=line.get("level", "leader"), opens=moment(line["from"]), closes=moment(line["until"]))),
    "override": _each(lambda line, person, code: gate.Overridden(
        override=code, subject=person, authority="L1", reason="Emergency")),
    "override reported": _one(lambda line, _, code: gate.OverrideReported(override=code)),
    "emergency declared": _one(lambda line, _, cause: gate.EmergencyDeclared(
        emergency=line.get("called", "E1"), cause=cause, declared_by=line.get("by", "P1"))),
    "emergency ended by": _one(lambda line, _, by: gate.EmergencyEnded(
        emergency=line.get("called", "E1"), ended_by=by)),
    "counted present at": _one(lambda line, who, assembly: gate.PeopleMustered(
        assembly=assembly, present=tuple(who), emergency="E1")),
    "missing at": _one(lambda line, who, assembly: gate.PeopleMustered(
        assembly=assembly, missing=tuple(who), emergency="E1")),
    "left": _each(lambda line, person, zone: gate.Left(
        category=line.get("as", "person"), subject=person, zone=zone, passage=line.get("passage"))),
    "goods registered": _one(lambda line, _, sort: gate.GoodsRegistered(
        consignment=line["lot"], goods=sort, supplier="Market", disinfected=line.get("disinfected", True),
        pieces=line.get("pieces"))),
    "goods disinfected": _one(lambda line, _, lot: gate.GoodsDisinfected(
        consignment=lot, agent="alcohol_75", contact_minutes=line.get("minutes", 3))),
    "goods sampled": _one(lambda line, _, lot: gate.GoodsSampled(consignment=lot, tube=line["tube"])),
    "goods released": _one(lambda line, _, lot: gate.GoodsReleased(
        consignment=lot, pieces=line.get("pieces"))),
    "goods removed": _one(lambda line, _, lot: gate.GoodsRemoved(
        consignment=lot, how=line.get("how", "destroyed"), pieces=line.get("pieces"))),
    **ASSIGNING,
    **ROLL_CALLING,
    **INCIDENTS,
    **ISOLATING,
    **KEEPING,
    **LOOP,
    **NOTICING,
    **SERVING,
    **LEADING,
    # the record itself
    "taken back": _one(lambda line, _, why: record.Retracted(fact=line["takes back"], reason=why)),
}  # fmt: skip
