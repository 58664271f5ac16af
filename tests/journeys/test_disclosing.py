"""One person's disclosure from the real tables: nobody else's words, no complaint, all of it proved."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.models import Read
from lazaretto.access.scope import scoped
from lazaretto.actions.disclose_person import disclose_person
from lazaretto.actions.publish_log import publish_log
from lazaretto.facts.complaints import ComplaintLodged
from lazaretto.facts.custody import Admitted
from lazaretto.facts.encoding import decode
from lazaretto.facts.fact import Fact, kind_of
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from lazaretto.facts.quarantine import Ordered, PlannedLeg, Visited
from lazaretto.facts.record import Retracted
from lazaretto.ledger.appending import append
from lazaretto.ledger.erasing import erase
from lazaretto.proofs.checkpoints import open_checkpoint
from lazaretto.proofs.disclosing import Disclosure, check_disclosure, read_disclosure
from lazaretto.proofs.notes import LOG, Signer
from tests.database.sql import sql
from tests.journeys.city import record
from tests.stating import fact, moment
from tests.unit.board.world import FOUNDING

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SIGNER = Signer("lazaretto.example/test", LOG, sha256(b"disclosing").digest())
NOW = moment("03-20 08:00")
WHO, OTHER, CELL = "QZ-D-4711", "QZ-D-4712", "QZ-D/G1/07"
INSPECTOR = Actor("I1", "inspector", Scope(everywhere=True))


def temperature(number: int, *people: str) -> Fact:
    readings = tuple(Reading(person=one, celsius_tenths=365) for one in people)
    return fact(TemperaturesTaken(readings=readings), "03-11 07:00", number=number)


def ordered(number: int, basis: str) -> Fact:
    legs = (PlannedLeg(layer=3, facility="QZ-D", days=14),)
    body = Ordered(
        order=f"O{number}", person=WHO, basis=basis, ordered_by="QZD5", legs=legs,
        review_on=moment("03-17 08:00").date(),
    )  # fmt: skip
    return fact(body, "03-10 10:00", number=number)


SAID = {
    7300: fact(Admitted(person=WHO, cell=CELL, sex="male", name="王伟"), "03-10 09:00", number=7300),
    7301: fact(Admitted(person=OTHER, cell=CELL, sex="male", name="李强"), "03-10 09:00", number=7301),
    7302: temperature(7302, WHO),
    7303: temperature(7303, WHO, OTHER),
    7304: ordered(7304, "article 41"),
    7305: ordered(7305, f"as for {OTHER}"),
    7306: ordered(7306, "同李强一室"),
    7307: fact(Retracted(fact=temperature(7302).id, reason="a slip"), "03-12 07:00", number=7307),
    7308: temperature(7308, WHO),
    7309: temperature(7309, OTHER),
    7310: fact(temperature(7310, WHO).body, "03-13 07:00", number=7310, corrects=7308),
    7311: fact(Visited(persons=(WHO,), by="QZD6"), "03-13 09:00", number=7311),
    7312: fact(
        ComplaintLodged(complaint="C1", way="oral", addressed="house", person=WHO, about="treatment"),
        "03-14 09:00", number=7312,
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Everything published, one fact erased by rule, and one stated after the checkpoint."""
    record(*SAID.values())
    with scoped(Scope(everywhere=True)):
        assert erase([SAID[7308].id], rule="temperatures.60", actor="console", now=NOW) == [SAID[7308].id]
    publish_log(tmp_path / "log", SIGNER, now=NOW)
    return tmp_path / "log"


def disclose(folder: Path, **changes: Any) -> Disclosure:
    given: dict[str, Any] = {"actor": INSPECTOR, "reason": "for the court", "now": NOW, "folder": folder}
    return disclose_person(WHO, **(given | changes))


def test_each_fact_is_told_or_stands_with_its_proof_and_nobody_else_is_in_it(folder: Path) -> None:
    made = read_disclosure(bytes(disclose(folder)))
    assert check_disclosure(made, SIGNER.verifier).holds
    told = {decode(one.words or "").id.int for one in made.facts if one.state == "told"}
    assert told == {7300, 7302, 7304, 7307, 7310}
    assert (made.count("names_others"), made.count("erased")) == (4, 1)
    (erased,) = (one for one in made.facts if one.state == "erased")
    assert (erased.rule, erased.kind, erased.words) == (
        "temperatures.60",
        "hygiene.temperatures_taken/1",
        None,
    )
    with scoped(Scope(everywhere=True)):
        ((entry,),) = sql("SELECT e.index FROM ledger_entry e JOIN ledger_erasure x ON x.said_by = e.fact")
    assert (erased.said_in, made.left_out.said_in) == (entry, (entry,))
    text = bytes(made).decode()
    assert not [word for word in (OTHER, "李强", "QZD6", "complaint") if word in text]
    assert all(one.salt is None and one.words is None for one in made.facts if one.state != "told")


def test_the_read_is_logged_and_asks_for_a_reason(folder: Path) -> None:
    disclose(folder)
    assert list(Read.objects.values_list("reader", "subject", "reason", "outcome")) == [
        ("I1", WHO, "for the court", "granted")
    ]
    with pytest.raises(Refused, match="reason_missing"):
        disclose(folder, reason=" ")


def test_who_stands_outside_the_scope_learns_nothing(folder: Path) -> None:
    outside = Actor("D9", "duty_officer", Scope(frozenset({"MJ-D"})))
    with pytest.raises(Refused, match="not_in_record"):
        disclose(folder, actor=outside)
    assert Read.objects.get().outcome == "refused"
    gate = Actor("G1", "gate_officer", Scope(frozenset({"QZ-D"})))
    with pytest.raises(Refused, match="not_permitted"):
        disclose(folder, actor=gate)
    inside = Actor("D1", "duty_officer", Scope(frozenset({"QZ-D"})))
    assert disclose(folder, actor=inside).houses == ("QZ-D",)


def test_what_is_stated_later_is_counted_and_the_log_goes_on_from_what_was_kept(folder: Path) -> None:
    kept = (folder / "checkpoint").read_text()
    with scoped(Scope(everywhere=True)):
        append([temperature(7400, WHO)])
    assert disclose(folder).left_out.unlogged == 1
    publish_log(folder, SIGNER, now=NOW)
    made = disclose(folder, since=kept)
    assert made.left_out.unlogged == 0
    assert check_disclosure(made, SIGNER.verifier).earlier == ""
    assert open_checkpoint(made.checkpoint, SIGNER.verifier).checkpoint.size == len(FOUNDING) + len(SAID) + 2


def test_nothing_is_given_out_of_a_log_that_is_not_what_was_signed(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="log_unpublished"):
        disclose(tmp_path / "elsewhere")
    tile = next(path for path in (folder / "tile" / "0").rglob("*") if path.is_file())
    tile.write_bytes(bytes([tile.read_bytes()[0] ^ 1]) + tile.read_bytes()[1:])
    with pytest.raises(Refused, match="log_broken"):
        disclose(folder)


def test_the_kinds_in_it_are_those_of_the_person(folder: Path) -> None:
    kinds = {kind_of(decode(one.words).body) for one in disclose(folder).facts if one.words}
    assert kinds == {
        "custody.admitted", "hygiene.temperatures_taken", "quarantine.ordered", "record.retracted",
    }  # fmt: skip
