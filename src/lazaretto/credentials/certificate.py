"""The EU digital COVID certificate inside an HC1: its shape (version 1 of the schema), and what it says.

Read with the EU schema 1.3.0: a certificate speaks of one test, one vaccination or one recovery.
"""

import re
from typing import Annotated, Any

import msgspec

from lazaretto.credentials.evidence import Findings, Flaw, Holder, Result, Test, instant_of

COVID = "840539006"  # SNOMED CT, the disease or agent targeted
TESTS: dict[str, Test] = {"LP6464-4": "naat", "LP217198-3": "antigen"}  # LOINC parts, value set test-type
RESULTS: dict[str, Result] = {"260415000": "negative", "260373001": "positive"}  # SNOMED CT, test-result

_LONGEST = 80  # letters of a name or a code, as the schema bounds them
# A day, a month, a year or nothing; some countries write a midnight behind the day.
_BORN = re.compile(r"(?:(?:19|20)[0-9]{2}(?:-[0-9]{2}(?:-[0-9]{2}(?:T00:00:00)?)?)?)?")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")

_Text = Annotated[str, msgspec.Meta(max_length=_LONGEST)]
_Told = Annotated[str, msgspec.Meta(min_length=1, max_length=_LONGEST)]
_Dose = Annotated[int, msgspec.Meta(ge=1)]


class Name(msgspec.Struct, frozen=True):
    """As written, and as a passport's machine-readable zone has it."""

    fnt: _Told
    fn: _Text = ""
    gnt: _Text = ""
    gn: _Text = ""


class Tested(msgspec.Struct, frozen=True):
    """One test: agent, kind of test, when the swab was taken, result, country, who issued it, its number."""

    tg: _Told
    tt: _Told
    sc: _Told
    tr: _Told
    co: _Told
    is_: _Told = msgspec.field(name="is")
    ci: _Told


class Vaccinated(msgspec.Struct, frozen=True):
    """One vaccination."""

    tg: _Told
    vp: _Told
    mp: _Told
    ma: _Told
    dn: _Dose
    sd: _Dose
    dt: _Told
    co: _Told
    is_: _Told = msgspec.field(name="is")
    ci: _Told


class Recovered(msgspec.Struct, frozen=True):
    """One recovery."""

    tg: _Told
    fr: _Told
    co: _Told
    is_: _Told = msgspec.field(name="is")
    df: _Told
    du: _Told
    ci: _Told


class Certificate(msgspec.Struct, frozen=True):
    """The whole: who, and one of the three. An absent part may also be written as null."""

    ver: str
    nam: Name
    dob: str
    t: tuple[Tested, ...] | None = None
    v: tuple[Vaccinated, ...] | None = None
    r: tuple[Recovered, ...] | None = None


def certificate_of(value: Any) -> Certificate:
    """The certificate, or the flaw ``schema``."""
    try:
        read = msgspec.convert(value, Certificate, strict=True)
    except (msgspec.ValidationError, TypeError, ValueError, RecursionError):
        raise Flaw("schema") from None
    groups = [group for group in (read.t, read.v, read.r) if group is not None]
    if len(groups) != 1 or len(groups[0]) != 1:
        raise Flaw("schema")
    if not _VERSION.fullmatch(read.ver) or not _BORN.fullmatch(read.dob):
        raise Flaw("schema")
    if read.t and instant_of(read.t[0].sc) is None:
        raise Flaw("schema")
    return read


def findings_of(read: Certificate) -> Findings:
    """What it says of a test; of a vaccination or a recovery, only that it is one."""
    if not read.t:
        return Findings(content="vaccination" if read.v else "recovery")
    test = read.t[0]
    kind: Test = TESTS.get(test.tt, "other") if test.tg == COVID else "other"
    return Findings(
        content="test", test=kind, result=RESULTS.get(test.tr, "unknown"), sampled_at=instant_of(test.sc)
    )


def holder_of(read: Certificate) -> Holder:
    """The name as it is written, else as the passport has it."""
    family, given = read.nam.fn or read.nam.fnt, read.nam.gn or read.nam.gnt
    return Holder(name=f"{family} {given}".strip(), born=read.dob.partition("T")[0])
