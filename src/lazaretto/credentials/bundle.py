"""The FHIR bundle inside a health card: its shape, and what it says of a test for SARS-CoV-2."""

import re
from collections.abc import Iterator
from typing import Any

from lazaretto.credentials.evidence import Content, Findings, Flaw, Holder, Result, Test, instant_of

DEPTH = 32  # a patient summary nests nine deep
# LOINC, SARS-CoV-2: RNA in any specimen, respiratory, nasopharynx, nose, saliva; by probe and otherwise.
NAAT = frozenset(("94309-2", "94500-6", "94759-8", "95406-5", "94845-5", "94565-9"))
ANTIGEN = frozenset(("94558-4", "97097-0", "95209-3"))  # LOINC, SARS-CoV-2 antigen by (rapid) immunoassay
# Detected and not detected: SNOMED CT, and LOINC answers.
RESULTS: dict[str, Result] = {
    "260415000": "negative", "260373001": "positive", "LA6577-6": "negative", "LA6576-8": "positive",
}  # fmt: skip
FINAL = ("final", "amended", "corrected")  # FHIR R4, ObservationStatus: results that stand

_SHORT = re.compile(r"resource:[0-9]{1,4}")
_LOINC = "http://loinc.org"


def resources_of(bundle: Any) -> tuple[dict[str, Any], ...]:
    """The resources, or the flaw ``bundle``: addresses that differ, nothing empty, at most one patient."""
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle" or not _whole(bundle, DEPTH):
        raise Flaw("bundle")
    entries = bundle.get("entry")
    if not isinstance(entries, list) or not all(_entry(entry) for entry in entries):
        raise Flaw("bundle")
    resources = tuple(entry["resource"] for entry in entries)
    patients = sum(resource["resourceType"] == "Patient" for resource in resources)
    if len({entry["fullUrl"] for entry in entries}) != len(entries) or patients > 1:
        raise Flaw("bundle")
    return resources


def findings_of(resources: tuple[dict[str, Any], ...]) -> Findings:
    """Of the tests that stand the one whose swab is the latest; at one instant a positive counts."""
    tests = [found for resource in resources if (found := _test(resource)) is not None]
    dated = [test for test in tests if test.sampled_at is not None]
    if dated:
        return max(dated, key=lambda test: (test.sampled_at or 0, test.result == "positive"))
    if tests:
        return tests[0]
    return Findings(content=_content(resources))


def holder_of(resources: tuple[dict[str, Any], ...]) -> Holder | None:
    """The patient's first name in words; None where the card names nobody."""
    patient = next((one for one in resources if one["resourceType"] == "Patient"), None)
    names = patient.get("name") if patient else None
    if patient is None or not isinstance(names, list) or not isinstance(names[0], dict):
        return None
    given = names[0].get("given")
    parts = [names[0].get("family"), *(given if isinstance(given, list) else ())]
    written = " ".join(part for part in parts if isinstance(part, str))
    born = patient.get("birthDate")
    return Holder(name=written, born=born if isinstance(born, str) else "") if written else None


def _entry(entry: Any) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("resource"), dict):
        return False
    address = entry.get("fullUrl")
    named = isinstance(entry["resource"].get("resourceType"), str)
    return named and isinstance(address, str) and _SHORT.fullmatch(address) is not None


def _whole(value: Any, depth: int) -> bool:
    """No empty text, list or object, and no null: FHIR knows none."""
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return bool(value) and depth > 0 and all(_whole(one, depth - 1) for one in inner)
    return value is not None and value != ""


def _content(resources: tuple[dict[str, Any], ...]) -> Content:
    given = any(one["resourceType"] == "Immunization" for one in resources)
    return "vaccination" if given else "other"


def _test(resource: dict[str, Any]) -> Findings | None:
    if resource["resourceType"] != "Observation" or resource.get("status") not in FINAL:
        return None
    codes = {code for system, code in _codings(resource.get("code")) if system == _LOINC}
    kind: Test | None = "naat" if codes & NAAT else "antigen" if codes & ANTIGEN else None
    if kind is None:
        return None
    told = {RESULTS[code] for _, code in _codings(resource.get("valueCodeableConcept")) if code in RESULTS}
    taken = resource.get("effectiveDateTime")
    return Findings(
        content="test", test=kind, result=told.pop() if len(told) == 1 else "unknown",
        sampled_at=instant_of(taken) if isinstance(taken, str) else None,
    )  # fmt: skip


def _codings(concept: Any) -> Iterator[tuple[str, str]]:
    codings = concept.get("coding") if isinstance(concept, dict) else None
    for coding in codings if isinstance(codings, list) else ():
        if isinstance(coding, dict) and isinstance(coding.get("code"), str):
            system = coding.get("system")
            yield system if isinstance(system, str) else "", coding["code"]
