"""What an answer rests on: every assumption with its range, its source, and the day of its file."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from django.utils.translation import gettext as _

from lazaretto.twin.asking import Question
from lazaretto.twin.contacts import Contacts
from lazaretto.twin.designing import Design
from lazaretto.twin.disease import Cited, Disease, Immune, Source, Spread, Test
from lazaretto.web.labels.assumed import assumption

PLANNING = "planning"  # the id, in every file, of a value without a publication of its own


@dataclass(frozen=True, slots=True)
class Rest:
    """One number that the twin was told. span: empty where it is known. planning: nobody published it."""

    of: str
    name: str
    value: str
    span: str
    source: str
    dated: str
    planning: bool


def rests(question: Question) -> tuple[Rest, ...]:
    """Every cited number of a question: of the disease, of the contacts, of the network."""
    return (
        *_of(_("the disease"), question.disease, question.disease.dated),
        *_of(_("contacts"), question.contacts, question.contacts.dated),
        *_of(_("the network"), question.network, ""),
    )


def _of(of: str, held: Disease | Contacts | Design, dated: str) -> Iterator[Rest]:
    sources = {source.id: source for source in held.sources}
    for name, value in msgspec.structs.asdict(held).items():
        if isinstance(value, Cited):
            yield _number(of, assumption(name), value, sources, dated)
        elif isinstance(value, Spread):
            said = (
                f"{value.family} ({', '.join(f'{key} {number:g}' for key, number in value.values.items())})"
            )
            yield Rest(of, assumption(name), said, "", _source(value.cite, sources), dated, False)
        elif isinstance(value, Immune):
            for part, number in msgspec.structs.asdict(value).items():
                yield _number(of, assumption(f"{name}.{part}"), number, sources, dated)
        elif name == "tests":
            for test in value:
                yield from _test(of, test, sources, dated)


def _test(of: str, test: Test, sources: dict[str, Source], dated: str) -> Iterator[Rest]:
    curve = ", ".join(f"{day:g} d {chance:.0%}" for day, chance in sorted(test.points.items()))
    named = f"{test.id} · {assumption('sensitivity')}"
    yield Rest(of, named, curve, "", _source(test.cite, sources), dated, test.cite == PLANNING)
    for name in ("turnaround", "specificity"):
        yield _number(of, f"{test.id} · {assumption(name)}", getattr(test, name), sources, dated)


def _number(of: str, name: str, cited: Cited, sources: dict[str, Source], dated: str) -> Rest:
    return Rest(
        of=of, name=name, value=f"{cited.value:g}",
        span=f"{cited.low:g}–{cited.high:g}" if cited.high > cited.low else "",
        source=_source(cited.cite, sources), dated=dated, planning=cited.cite == PLANNING,
    )  # fmt: skip


def _source(cite: str, sources: dict[str, Source]) -> str:
    if cite == PLANNING:
        return _("planning value: nobody published it, so the range is wide")
    found = sources.get(cite)
    return f"{found.title} ({found.locator})" if found else cite
