"""A plan of duty for people: who is where when, what is short, what would help, how evenly it is borne."""

from collections.abc import Mapping, Sequence
from itertools import groupby

import click

from lazaretto.cli.aligning import aligned
from lazaretto.cli.printing import heading, indented
from lazaretto.cli.words import say
from lazaretto.obligations.rostering.situation import Breach
from lazaretto.protocol.wording import Language
from lazaretto.roster.answer import HousePlan, Move
from lazaretto.roster.engine.problem import Answer, Problem
from lazaretto.roster.public.instance import Instance
from lazaretto.roster.vetting import Fault

_SHOWN = 20  # lines of a list; --json has the rest


def print_plan(plan: HousePlan, lang: Language, *, repaired: bool) -> None:
    """Everything a person needs to decide, in the order in which one reads it."""
    gap = str(plan.cost - plan.bound)
    proof = say("roster_proved", lang) if plan.proved else say("roster_gap", lang, gap=gap)
    price = say("roster_price", lang, cost=str(plan.cost), bound=str(plan.bound))
    rows = [
        (plan.facility, f"{plan.pattern}  {plan.first} – {plan.last}"),
        ("", f"{price}; {proof}"),
        ("", say("roster_decide", lang)),
    ]
    for line in aligned(rows):
        click.echo(line)
    if repaired:
        _print_moves(plan, lang)
    else:
        _print_turns(plan, lang)
    _print_short(plan, lang)
    _print_relief(plan, lang)
    _print_fairness(plan, lang)


def print_faults(name: str, faults: Sequence[Fault], lang: Language) -> None:
    """What keeps a request from being asked, row by row, on standard error."""
    click.echo(f"{name}: {say('roster_faulty', lang, count=str(len(faults)))}", err=True)
    for fault in faults:
        said = say(f"fault_{fault.code}", lang, **fault.values)
        click.echo(f"  {fault.path}: {said}" if fault.path else f"  {said}", err=True)


def print_breaches(found: Sequence[tuple[str, Sequence[Breach]]], lang: Language) -> None:
    """What the judge found, house by house."""
    for facility, breaches in found:
        count = say("roster_breaches", lang, count=str(len(breaches)))
        click.echo(f"{facility}: {count if breaches else say('roster_lawful', lang)}")
        rows = [
            (str(b.day or ""), b.person or "", say(f"rule_{b.rule}", lang), _numbers(b.values))
            for b in breaches
        ]
        _print_some(rows, lang)


def print_instance(read: Instance, problem: Problem | None, answer: Answer | None, lang: Language) -> None:
    """What an instance holds, and the roster that was found for it."""
    if problem is None or answer is None:
        for wrong in read.wrong:
            said = say("instance_wrong", lang, line=str(wrong.line), rule=wrong.rule, word=wrong.word)
            click.echo(said, err=True)
        return
    said = say(
        "instance_read", lang, days=str(read.days), people=str(len(read.staff)),
        shifts=str(len(read.shifts)), cover=str(len(read.cover)),
    )  # fmt: skip
    click.echo(said)
    click.echo(say("roster_price", lang, cost=str(answer.cost), bound=str(answer.bound)))
    if answer.letters is not None:
        rows = [
            (member.name, " ".join(problem.letters[letter] or "-" for letter in row))
            for member, row in zip(problem.members, answer.letters, strict=True)
        ]
        indented(aligned(rows))


def _print_turns(plan: HousePlan, lang: Language) -> None:
    heading(say("roster_phases", lang))
    ordered = sorted(plan.turns, key=lambda turn: (turn.person, turn.first))
    rows = [
        (person, "  ".join(f"{turn.phase} {turn.first:%m-%d}–{turn.last:%m-%d}" for turn in turns))
        for person, turns in groupby(ordered, key=lambda turn: turn.person)
    ]
    indented(aligned(rows))


def _print_moves(plan: HousePlan, lang: Language) -> None:
    if not plan.moves and not plan.stands_changed:
        click.echo(say("roster_no_moves", lang))
        return
    heading(say("roster_moves", lang, count=str(len(plan.moves))))
    indented(aligned([_move(move, lang) for move in plan.moves]))
    if plan.stands_changed:
        indented([say("roster_stands_changed", lang, count=str(plan.stands_changed))])


def _move(move: Move, lang: Language) -> tuple[str, ...]:
    none = say("roster_none", lang)
    days = f"{move.first} – {move.last}"
    values = dict(move.why.values)
    if "cause" in values:
        values["cause"] = say(f"cause_{values['cause']}", lang)
    why = say(f"why_{move.why.code}", lang, **values)
    return move.person, days, move.before or none, "→", move.after or none, why


def _print_short(plan: HousePlan, lang: Language) -> None:
    if plan.stuck:
        heading(say("roster_stuck", lang))
        indented(aligned([(stuck.person, _rules(stuck.rules, lang)) for stuck in plan.stuck]))
    if plan.shortages:
        heading(say("roster_short", lang, count=str(len(plan.shortages))))
        _print_some([(_shortage(breach, lang),) for breach in plan.shortages], lang)


def _shortage(breach: Breach, lang: Language) -> str:
    values = {**breach.values, "day": str(breach.day)}
    if "what" in values:
        values["what"] = say(f"what_{values['what']}", lang)
    return say(f"shortage_{breach.rule}", lang, **values)


def _print_relief(plan: HousePlan, lang: Language) -> None:
    if plan.collisions:
        heading(say("roster_collisions", lang))
        for each in plan.collisions:
            values = {**each.values, "rules": _rules(each.rules, lang), "who": _who(each.values, lang)}
            indented([say("collision", lang, **values)])
    if plan.reliefs:
        heading(say("roster_reliefs", lang))
        rows = []
        for relief in plan.reliefs:
            values = {**relief.values, "who": _who(relief.values, lang)}
            if "kind" in values:
                values["kind"] = say(f"staff_{values['kind']}", lang)
            said = say(f"relief_{relief.code}", lang, **values)
            left = say("roster_left", lang, left=str(relief.left))
            rows.append((said, say("roster_whole", lang) if relief.whole else left))
        indented(aligned(rows))


def _print_fairness(plan: HousePlan, lang: Language) -> None:
    if not plan.fairness:
        return
    heading(f"{say('roster_fair', lang)}  {say('roster_fair_head', lang)}")
    rows = [
        (say(f"measure_{fair.measure}", lang), str(fair.least), str(fair.median), str(fair.most))
        for fair in plan.fairness
    ]
    indented(aligned(rows, right=frozenset({1, 2, 3})))


def _print_some(rows: Sequence[tuple[str, ...]], lang: Language) -> None:
    indented(aligned(rows[:_SHOWN]))
    if len(rows) > _SHOWN:
        indented([say("more", lang, count=str(len(rows) - _SHOWN))])


def _rules(rules: Sequence[str], lang: Language) -> str:
    return (", " if lang == "en" else "、").join(say(f"rule_{rule}", lang) for rule in rules)


def _who(values: Mapping[str, str], lang: Language) -> str:
    who = values.get("who", "")
    return say(f"what_{who}", lang) if f"what_{who}" in ("what_leaders", "what_medics", "what_women") else who


def _numbers(values: Mapping[str, str]) -> str:
    return "  ".join(f"{name} {value}" for name, value in values.items() if value)
