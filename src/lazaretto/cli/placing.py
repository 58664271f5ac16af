"""A proposal for people: who goes where and why, what is left, what would help, what separation costs."""

from collections import Counter
from collections.abc import Sequence

import click

from lazaretto.cli.aligning import aligned
from lazaretto.cli.printing import heading, indented
from lazaretto.cli.words import say
from lazaretto.placement.answer import Alternative, Assignment, Proposal, Reason, Relief
from lazaretto.placement.asking import Request
from lazaretto.placement.repairing import Change
from lazaretto.placement.vetting import Fault
from lazaretto.protocol.wording import Language

_COMPARED = ("cheapest", "as_cheap_as", "kept_as_given", "only_room")  # they have a column of their own


def print_proposal(
    request: Request, proposal: Proposal, changes: Sequence[Change] | None, lang: Language
) -> None:
    """Everything a person needs to decide, in the order in which one reads it."""
    _print_ground(proposal, lang)
    _print_assignments(proposal, lang)
    if changes is not None:
        heading(say("kept_changes", lang, count=str(len(changes))))
        indented(aligned([(c.person, c.given, "→", c.to or say("no_room", lang)) for c in changes]))
    _print_unplaced(proposal, lang)
    _print_relief(proposal.relief, lang)
    _print_separation(request, proposal, lang)


def print_faults(name: str, faults: Sequence[Fault], lang: Language) -> None:
    """What keeps a request from being asked, row by row, on standard error."""
    click.echo(f"{name}: {say('request_refused', lang, count=str(len(faults)))}", err=True)
    for fault in faults:
        said = say(f"fault_{fault.code}", lang, **fault.values)
        click.echo(f"  {fault.path}: {said}" if fault.path else f"  {said}", err=True)


def _print_ground(proposal: Proposal, lang: Language) -> None:
    placed, left = len(proposal.assignments), len(proposal.unplaced)
    proof = say("proved_least", lang) if proposal.optimal else say("gap_left", lang, gap=str(proposal.gap))
    counts = say("placed_count", lang, placed=str(placed), left=str(left))
    parts = [
        f"{say(f'cost_{part}', lang)} {value}"
        for part in proposal.costs.__struct_fields__
        if (value := getattr(proposal.costs, part))
    ]
    total = say("person_days", lang, count=str(proposal.total))
    rows = [
        (proposal.facility, f"{proposal.day}  {counts}"),
        (say("price", lang), f"{total}  ({' + '.join(parts)})" if parts else total),
        ("", f"{proof}  {say('decide', lang)}"),
    ]
    for line in aligned(rows):
        click.echo(line)


def _print_assignments(proposal: Proposal, lang: Language) -> None:
    heading(say("proposed", lang))
    rows = [
        (each.person, each.place, _why(each, lang), _next(each, lang))
        for each in sorted(proposal.assignments, key=lambda each: (each.place, each.person))
    ]
    head = tuple(say(word, lang) for word in ("person", "room", "why", "next_best"))
    indented(aligned([head, *rows]))


def _why(each: Assignment, lang: Language) -> str:
    said = [_reason(reason, lang) for reason in each.reasons if reason.code not in _COMPARED]
    return ("; " if lang == "en" else "；").join(said)


def _next(each: Assignment, lang: Language) -> str:
    """The next best room and its price; when there is none, that there is none."""
    return "".join(_reason(reason, lang) for reason in each.reasons if reason.code in _COMPARED)


def _reason(reason: Reason, lang: Language) -> str:
    values = dict(reason.values)
    if "health" in values:
        values["health"] = say(f"health_{values['health']}", lang)
    return say(f"reason_{reason.code}", lang, **values)


def _print_unplaced(proposal: Proposal, lang: Language) -> None:
    if proposal.unplaced:
        heading(say("unplaced", lang))
        indented(aligned([(left.person, _obstacles(left.alternatives, lang)) for left in proposal.unplaced]))


def _obstacles(alternatives: Sequence[Alternative], lang: Language) -> str:
    """How many rooms each rule rules out, the commonest first."""
    counted = Counter(each.rule for each in alternatives if each.rule is not None)
    said = [
        say("rooms_by_rule", lang, rule=say(f"rule_{rule}", lang), count=str(count))
        for rule, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]
    return (", " if lang == "en" else "，").join(said) or say("no_room", lang)


def _print_relief(reliefs: Sequence[Relief], lang: Language) -> None:
    if not reliefs:
        return
    heading(say("relief", lang))
    rows = []
    for each in reliefs:
        values = {name: str(getattr(each, name) or "") for name in ("place", "count", "day")}
        values["use"] = say(f"use_{each.use}", lang) if each.use else ""
        gain = say("relief_gain", lang, placed=str(each.placed), total=str(each.costs.total))
        whole = say("relief_everybody", lang) if each.everybody else ""
        rows.append((say(f"relief_{each.code}", lang, **values), gain, whole))
    indented(aligned(rows))


def _print_separation(request: Request, proposal: Proposal, lang: Language) -> None:
    cost = proposal.separation
    heading(say("separation", lang))
    same_day = say(
        "separation_same_day", lang, with_rule=str(cost.with_same_day), without=str(cost.with_window),
        window=str(request.rules.window_days),
    )  # fmt: skip
    groups = say(
        "separation_case_groups", lang, with_rule=str(cost.rooms), without=str(cost.without_case_groups)
    )
    indented(
        [
            *([same_day] if request.rules.window_days else []),
            *([groups] if request.rules.separate_case_groups else []),
        ]
    )
