"""Two versions of a document → what changed, in words that a leader can sign.

Parts are matched by what they are, not where they stand: an item of a list by its id (a leg by its
layer, a phase by its position). A part that is only in one version is one change; a part in both is
compared field by field, and each field that differs is one change. A document compared with itself
gives nothing.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeAlias

import msgspec

from lazaretto.protocol.checks.floors import laxer
from lazaretto.protocol.document import Protocol, Text
from lazaretto.protocol.wording import in_language
from lazaretto.protocol.wording.comparing import FIELDS, NOUNS, VALUES
from lazaretto.protocol.wording.entry import LANGUAGES, Language
from lazaretto.protocol.wording.units import measured

Direction = Literal["stricter", "laxer", "neutral"]
Subject: TypeAlias = tuple[str, dict[str, Any], str]  # list field, item, its id
_NOTHING = "–"
_MINUTE_SHARP = re.compile(r"[0-9]{2}:[0-9]{2}:00")
_FRAMES = ("duty", "counting")  # what holds fields only, and is not said


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference. ``path`` names parts by their ids: ``parameters[leg.1.days].value``.

    direction: whether the change is stricter or laxer, where the parameter declares which way that
    is (``floor``); else neutral. before, after: as written; None where there was or is nothing.
    """

    kind: Literal["added", "removed", "changed"]
    path: str
    before: str | None
    after: str | None
    words: Text
    direction: Direction = "neutral"


def compare(old: Protocol, new: Protocol) -> tuple[Change, ...]:
    """Every difference between two versions, in the order of the document."""
    found = _fields(msgspec.to_builtins(old), msgspec.to_builtins(new), "", ())
    return tuple(_directed(change, old, new) for change in found)


def _fields(
    old: dict[str, Any], new: dict[str, Any], path: str, subjects: tuple[Subject, ...]
) -> Iterator[Change]:
    """Differences between two parts of one kind, field by field."""
    for name in dict.fromkeys((*new, *old)):
        under = f"{path}.{name}" if path else name
        before, after = old.get(name), new.get(name)
        if _is_items(before, after):
            yield from _items(before or [], after or [], under, subjects)
        elif isinstance(before, dict) and isinstance(after, dict) and _same_shape(before, after):
            yield from _fields(before, after, under, subjects)
        elif before != after:
            yield _change(under, before, after, subjects)


def _items(old: list[Any], new: list[Any], path: str, subjects: tuple[Subject, ...]) -> Iterator[Change]:
    """Differences between two lists of parts, matched by identity."""
    field = path.rpartition(".")[2]
    was, now = _by_identity(old), _by_identity(new)
    for name in dict.fromkeys((*now, *was)):
        before, after = was.get(name), now.get(name)
        subject: tuple[Subject, ...] = (*subjects, (field, after or before or {}, name))
        under = f"{path}[{name}]"
        if before is None or after is None:
            yield _appearance("removed" if after is None else "added", under, subject)
        else:
            yield from _fields(before, after, under, subject)
    moved = [name for name in was if name in now] != [name for name in now if name in was]
    if moved and field == "rules" and _first_decides(subjects):
        yield _change(path, list(was), list(now), subjects)


def _first_decides(subjects: tuple[Subject, ...]) -> bool:
    """In a table of the policy ``first`` the order of rows is part of what it says."""
    return bool(subjects[-1][1]["hit_policy"] == "first")


def _by_identity(items: list[Any]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for number, item in enumerate(items):
        name = str(item.get("id", item.get("layer", number + 1)))
        named[name if name not in named else f"{name}#{number}"] = item
    return named


def _is_items(before: Any, after: Any) -> bool:
    """A list of parts (not of words or numbers), on at least one side."""
    sides = [side for side in (before, after) if isinstance(side, list | tuple) and side]
    return bool(sides) and all(isinstance(side[0], dict) for side in sides)


def _same_shape(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return bool(before.get("shape") == after.get("shape"))


def _change(path: str, before: Any, after: Any, subjects: tuple[Subject, ...]) -> Change:
    field = path.rpartition("].")[2] if subjects else path
    unit = _unit(field, subjects)

    def words(language: Language) -> str:
        from_, to = (measured(_value(side, language), unit, language) for side in (before, after))
        parts = [part for part in field.split(".") if part not in _FRAMES] or [field]
        name = " · ".join(_field(part, language) for part in parts)
        return _joined(_named(subjects, language), f"{name} {from_} → {to}", language)

    return Change(
        kind="changed", path=path, before=_written(before), after=_written(after), words=_in_three(words)
    )


def _appearance(kind: Literal["added", "removed"], path: str, subjects: tuple[Subject, ...]) -> Change:
    said = {"added": ("新增", "新增", "Added: "), "removed": ("删去", "刪去", "Removed: ")}[kind]
    verbs = dict(zip(LANGUAGES, said, strict=True))
    name = subjects[-1][2]
    return Change(
        kind=kind,
        path=path,
        before=name if kind == "removed" else None,
        after=name if kind == "added" else None,
        words=_in_three(lambda language: verbs[language] + _named(subjects, language)),
    )


def _named(subjects: tuple[Subject, ...], language: Language) -> str:
    """``Clause “Three temperatures” (hygiene.three), slot “Morning” (am)``."""
    names = []
    for field, item, identity in subjects:
        noun = in_language(NOUNS[field], language)
        title = item.get("title") or item.get("label") or item.get("place")
        if title is None:
            names.append(f"{noun} {identity}")
        elif language == "en":
            names.append(f"{noun} “{title[language]}” ({identity})")
        else:
            marks = "“”" if language == "zh-Hans" else "「」"
            names.append(f"{noun}{marks[0]}{title[language]}{marks[1]}（{identity}）")
    return (", " if language == "en" else "，").join(names)


def _joined(subject: str, change: str, language: Language) -> str:
    if not subject:
        return change
    return f"{subject}: {change}" if language == "en" else f"{subject}：{change}"


def _field(name: str, language: Language) -> str:
    return in_language(FIELDS[name], language) if name in FIELDS else name


def _value(value: Any, language: Language) -> str:
    if value is None or value in ([], ()):
        return _NOTHING
    if isinstance(value, list | tuple):
        return ", ".join(_value(item, language) for item in value)
    if isinstance(value, dict):  # a text, or a duty of another shape
        return str(value.get(language, value.get("shape", _NOTHING)))
    if isinstance(value, str) and _MINUTE_SHARP.fullmatch(value):
        return value[:5]
    known = VALUES.get(str(value))
    return in_language(known, language) if known else str(value)


def _written(value: Any) -> str | None:
    return None if value is None else _value(value, "en")


def _unit(field: str, subjects: tuple[Subject, ...]) -> str:
    """A parameter's value is said with its unit."""
    if field == "value" and subjects and subjects[-1][0] == "parameters":
        return str(subjects[-1][1]["unit"])
    return ""


def _in_three(words: Callable[[Language], str]) -> Text:
    return Text(zh_hans=words("zh-Hans"), zh_hant=words("zh-Hant"), en=words("en"))


def _directed(change: Change, old: Protocol, new: Protocol) -> Change:
    """The change with its direction, where it is the value of a parameter that declares one."""
    now = next((p for p in new.parameters if change.path == f"parameters[{p.id}].value"), None)
    was = next((p for p in old.parameters if now is not None and p.id == now.id), None)
    if now is None or was is None or now.floor is None:
        return change
    declared = msgspec.structs.replace(was, floor=now.floor)
    verdict = laxer(now, declared)
    if verdict is None:
        return change
    return msgspec.structs.replace(change, direction="laxer" if verdict else "stricter")
