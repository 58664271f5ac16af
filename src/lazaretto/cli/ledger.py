"""``lazaretto ledger verify``: check a proved log, or a copy of it. No database, no secret, no trust."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import click

from lazaretto.cli.documents import READABLE
from lazaretto.cli.language import language_option
from lazaretto.cli.printing import print_json
from lazaretto.cli.words import say
from lazaretto.neighbours.asking import Unreached, is_address
from lazaretto.neighbours.logs import reading
from lazaretto.proofs.auditing import CHECKPOINT, Audited, Fault, audit
from lazaretto.proofs.checkpoints import Checkpoint, open_checkpoint
from lazaretto.proofs.entries import Orders
from lazaretto.proofs.national import NationalVerifier, national_verifier, signed_nationally
from lazaretto.proofs.notes import BadNote, Verifier, ids_of, verifier
from lazaretto.proofs.quorums import BadQuorum, Quorum, read_quorum
from lazaretto.proofs.rotating import predecessors, successors
from lazaretto.proofs.tiles import Read
from lazaretto.protocol.wording import Language

SecondLine = Literal["none", "unchecked", "holds", "wrong"]
_SHOWN = 50  # faults that are printed; all of them are in the JSON


class _Unreachable(click.ClickException):
    """Nothing was found wrong, and nothing was checked to its end."""

    exit_code = 2


@click.group()
def ledger() -> None:
    """The record as a log that anybody can check."""


@ledger.command()
@click.argument("where")
@click.option("--key", required=True, help="The log's public key (name+id+base64), had on paper.")
@click.option(
    "--sm2-key", help="Its public key for SM2, had on paper too: checks the second line, if it has one."
)
@click.option("--policy", type=READABLE, help="Which witnesses must have seen it (C2SP tlog-policy).")
@click.option("--since", type=READABLE, help="A checkpoint that you kept: is it the same log, only longer?")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@language_option
def verify(
    *, where: str, key: str, sm2_key: str | None, policy: str | None, since: str | None, as_json: bool,
    lang: Language,
) -> None:  # fmt: skip
    """Check the log at WHERE, a folder or an address: signature, tree, every entry, no gap in any house.

    Status 0 if all holds, 1 if anything is wrong, 2 where key, policy or checkpoint cannot be read, or where
    the address does not answer: then nothing is known.
    """
    log, quorum, read, orders = _key(key), _quorum(policy), _reading(where), Orders()
    by = _national_key(sm2_key)
    try:
        keys = [log, *predecessors(read, log)]
        later = successors(read, log)
    except BadNote:  # what it says of its keys is worth nothing: then the given key alone counts
        keys, later = [log], []
    except Unreached as why:
        raise _Unreachable(say("ledger_unreached", lang, why=str(why))) from None
    before = _before(since, keys)
    with click.progressbar(length=1, file=sys.stderr, label=say("ledger_reading", lang)) as bar:

        def moved(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        try:
            found = audit(read, log, quorum=quorum, before=before, entry=orders, progress=moved)
        except Unreached as why:
            raise _Unreachable(say("ledger_unreached", lang, why=str(why))) from None
    second, faults = _second_line(found, by, known=[*keys, *later])
    found = replace(found, faults=(*found.faults, *faults))
    if as_json:
        said = {"entries": found.entries, "houses": orders.houses, "second_line": second}
        wrong = [{"place": one.place, "why": str(one.why), "entry": one.entry} for one in found.faults]
        print_json({**said, "faults": wrong})
    else:
        _print(found, orders, lang)
        if second in ("holds", "unchecked"):
            click.echo(say(f"ledger_second_{second}", lang))
        if later:
            click.echo(say("ledger_rotated", lang, key=str(later[-1])))
    raise SystemExit(1 if found.faults else 0)


def _print(found: Audited, orders: Orders, lang: Language) -> None:
    for fault in found.faults[:_SHOWN]:
        entry = "" if fault.entry < 0 else f" [{fault.entry}]"
        click.secho(f"{fault.place}{entry}: {fault.why}", fg="red")
    if len(found.faults) > _SHOWN:
        click.echo(say("ledger_more", lang, count=str(len(found.faults) - _SHOWN)))
    if found.checkpoint is None:
        click.secho(say("ledger_unreadable", lang), bold=True)
        return
    said = found.checkpoint.checkpoint
    counted = {"log": said.origin, "entries": str(found.entries), "houses": str(len(orders.houses))}
    click.secho(say("ledger_wrong" if found.faults else "ledger_holds", lang, **counted), bold=True)
    witnesses = ", ".join(sorted(one.by.name for one in found.checkpoint.witnesses))
    click.echo(say("ledger_witnessed" if witnesses else "ledger_unwitnessed", lang, who=witnesses))


def _second_line(
    found: Audited, by: NationalVerifier | None, *, known: Sequence[Verifier]
) -> tuple[SecondLine, list[Fault]]:
    """What is to be said of the line by SM2 under the root, and what is wrong with it.

    known: the log's keys. A line in the log's name by none of them is what a second signature looks like to
    whoever has no key for it.
    """
    if found.checkpoint is None:
        return "none", []
    note, log = found.checkpoint.note, found.checkpoint.checkpoint.origin
    if by is None:
        theirs = {one.id for one in known}
        return ("unchecked" if any(id_ not in theirs for id_ in ids_of(note, log)) else "none"), []
    try:
        holds = signed_nationally(note, by)
    except BadNote as wrong:
        return "wrong", [Fault(CHECKPOINT, str(wrong))]
    if not holds:
        return "wrong", [Fault(CHECKPOINT, f"bears no SM2 signature of {by.name} by the key that was given")]
    return "holds", []


def _national_key(written: str | None) -> NationalVerifier | None:
    try:
        return None if written is None else national_verifier(written)
    except BadNote as wrong:
        raise click.BadParameter(str(wrong), param_hint="--sm2-key") from None


def _key(written: str) -> Verifier:
    try:
        return verifier(written)
    except BadNote as wrong:
        raise click.BadParameter(str(wrong), param_hint="--key") from None


def _quorum(path: str | None) -> Quorum | None:
    if path is None:
        return None
    try:
        return read_quorum(_text(path))
    except (BadQuorum, UnicodeDecodeError) as wrong:
        raise click.BadParameter(str(wrong), param_hint="--policy") from None


def _before(path: str | None, keys: list[Verifier]) -> Checkpoint | None:
    """The checkpoint that the reader kept; a former key of the log may have signed it."""
    if path is None:
        return None
    why = ""
    for key in keys:
        try:
            return open_checkpoint(_text(path), key).checkpoint
        except (BadNote, UnicodeDecodeError) as wrong:
            why = why or str(wrong)
    raise click.BadParameter(why, param_hint="--since")


def _text(path: str) -> str:
    with click.open_file(path, "rb") as file:
        data: bytes = file.read()
    return data.decode()


def _reading(where: str) -> Read:
    if is_address(where):
        return reading(where)
    if not Path(where).is_dir():
        raise click.BadParameter("neither a folder nor an http(s) address", param_hint="WHERE")
    return lambda path: _file(Path(where) / path)


def _file(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
