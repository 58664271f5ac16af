"""The twin's answer on paper, in the reader's language: what each order would do, ranges, assumptions."""

from datetime import UTC
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from lazaretto.actions.ask_what_if import Asked
from lazaretto.web.templatetags.lazaretto import word
from lazaretto.web.templatetags.punctuation import in_brackets
from lazaretto.web.typesetting import language, say, typeset
from lazaretto.web.what_if_answer import AnswerPage, Order, answer_page
from lazaretto.web.what_if_figures import door_names

TEMPLATE = "what_if.typ"
# The pictures of the screen, in black and greys: a paper has no style sheet, so each carries its own.
INK = (
    "text{font-family:'Noto Serif SC',serif;fill:#000}.line-hair{stroke:#ccc;stroke-width:.5;fill:none}"
    ".line{stroke:#000;fill:none}.line-limit{stroke:#000;stroke-dasharray:4 3;fill:none}"
    ".twin-mark{fill:#000;stroke:#000;stroke-width:1.5}.twin-order-5,.twin-order-6{fill:none}"
    ".twin-reach,.twin-curve{fill:none;stroke:#000;stroke-width:1}.twin-part-0{fill:#555}"
    ".twin-part-1{fill:#fff;stroke:#000}.twin-part-2{fill:#ccc;stroke:#000;stroke-dasharray:3 2}"
    ".twin-part-3{fill:#999}.twin-over{font-weight:700}"
)


def language_now() -> str:
    """The language that the reader chose."""
    return str(translation.get_language() or "en").lower()


def paper(asked: Asked, *, lang: str) -> bytes:
    """The answer as a PDF; the same work gives the same bytes. Raises as :func:`typeset` does."""
    at = asked.begun.astimezone(UTC).replace(microsecond=0)  # a paper knows no finer instant
    return typeset(TEMPLATE, said(asked, lang=lang), at=at)


def said(asked: Asked, *, lang: str) -> dict[str, Any]:
    """What the paper says. Errors: ValueError where there is no reply yet."""
    if asked.reply is None:
        raise ValueError("there is no reply yet")
    with translation.override(lang):
        page = answer_page(asked.question, asked.reply)
        return {
            **language(lang), "title": _("What each order would do (simulated)"),
            "about": _about(asked, page, lang), "lead": list(page.lead),
            "orders": [_order(order) for order in page.orders],
            "table": _table(page), "pictures": _pictures(page), "rests": _rests(page),
            "rests_title": _("What this rests on"), "note": page.note,
            "rests_heads": [_("Assumption"), _("Value"), _("Range"), _("Source")],
            "planned": _(
                "Cells, days alone and people alone follow from the order itself, so they have no range; any"
                " other figure without one is the same at both ends of its range."
            ),
            "foot": _foot(asked, page),
        }  # fmt: skip


def _about(asked: Asked, page: AnswerPage, lang: str) -> list[str]:
    question = asked.question
    title = say(question.protocol.title, lang)
    lines = [
        _("Protocol: %(title)s, version %(version)s, level %(level)s.")
        % {"title": title, "version": question.protocol.version, "level": word(question.level, "level")},
        _(
            "Simulated: %(days)s days ahead, %(points)s points of the assumptions, %(lives)s lives at each. A"
            " figure is the middle of these points; its range holds nine tenths of them. It is no forecast:"
            " read differences between orders before levels."
        )
        % {"days": page.days, "points": page.points, "lives": page.replicates},
    ]
    if page.partial:
        of = {"points": page.points, "of": page.of_points}
        lines.append(_("Partial: %(points)s of %(of)s points. The ranges are still rough.") % of)
    return lines


def _order(order: Order) -> dict[str, Any]:
    return {
        "name": f"{order.number} · {order.name}", "says": order.says, "unlawful": order.unlawful,
        "said": [one.words for one in order.said],
    }  # fmt: skip


def _table(page: AnswerPage) -> dict[str, Any]:
    return {
        "caption": _("Risk, cost and human price; chances are told of %(per)s (simulated, with ranges)")
        % {"per": page.per},
        "heads": [f"{order.number} · {order.name}" for order in page.orders],
        "rows": [
            {"group": row.group, "name": row.name, "cells": [list(cell) for cell in row.cells]}
            for row in page.rows
        ],
    }


def _pictures(page: AnswerPage) -> list[dict[str, str]]:
    """Risk against days, which door leaks, how large an outbreak grows."""
    drawn = page.pictures
    return [
        _picture(
            _("Risk against days of quarantine"), "field", drawn.field.wide, _("person-days in quarantine")
        ),
        _picture(_("Which door leaks"), "bars", drawn.doors.wide, "", key=_shades()),
        _picture(
            _("How large an outbreak grows"), "curves", drawn.sizes.wide, _("people infected, at least")
        ),
    ]


def _shades() -> str:
    return _("dark: %(arrival)s; white: %(staff)s; dashed: %(outing)s") % door_names()


def _picture(title: str, kind: str, plot: Any, across: str, *, key: str = "") -> dict[str, str]:
    drawn = render_to_string(f"web/what_if_{kind}.html", {"plot": plot, "across": across, "label": title})
    start = drawn.index(">") + 1
    head = drawn[:start].strip().replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return {"title": title, "key": key, "svg": f"{head}<style>{INK}</style>{drawn[start:].strip()}"}


def _rests(page: AnswerPage) -> list[list[str]]:
    return [[f"{rest.name}{in_brackets(rest.of)}", rest.value, rest.span, rest.source] for rest in page.rests]


def _foot(asked: Asked, page: AnswerPage) -> list[str]:
    held = {"seed": page.seed, "question": asked.reply.question if asked.reply else ""}
    return [_("Everything here is simulated. Seed %(seed)s; question %(question)s.") % held]
