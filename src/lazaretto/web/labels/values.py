"""Words for the values that fields of facts and of protocols may hold."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels, fields, kinds, rules

# What a test of a decision table may ask for.
TESTS: Labels = {
    "true": _("yes"),
    "false": _("no"),
    "unknown": _("unknown"),
    "none": _("none"),
    "green": _("green"),
    "yellow": _("yellow"),
    "red": _("red"),
    "clear": _("no risk area"),
    "risk": _("risk area"),
}

UNITS: Labels = {
    "Cel": "°C",
    "d": _("days"),
    "h": _("hours"),
    "min": _("minutes"),
    "mg/L": "mg/L",
    "1": "",
    "people": _("people"),
    "cells": _("cells"),
    "times/d": _("times a day"),
    "times": _("times"),
    "rounds": _("rounds"),
}

COUNTIES: Labels = {
    "QZ": _("Qinzhou"),
    "MJ": _("Maiji"),
    "QS": _("Qingshui"),
    "QA": _("Qin'an"),
    "GG": _("Gangu"),
    "WS": _("Wushan"),
    "ZJ": _("Zhangjiachuan"),
    "TS": _("Tianshui"),
}

# Wings by the letters their codes begin with; key areas by their own code.
WINGS: Labels = {
    "T": _("Transition wing"),
    "I": _("Isolation"),
    "GW": _("Women's wing"),
    "GM": _("Minors' wing"),
    "K": _("Key area"),
}

KEY_AREAS: Labels = {
    "gate": _("Gate"),
    "corridor": _("Corridor"),
    "kitchen": _("Kitchen"),
    "clinic": _("Clinic"),
    "interview": _("Interview rooms"),
    "stores": _("Stores"),
    "vehicles": _("Vehicles"),
    "washroom": _("Washroom"),
}

SOURCE_KINDS: Labels = {
    "practice": _("published practice"),
    "law": _("law"),
    "guideline": _("guideline"),
    "standard": _("standard"),
    "study": _("study"),
    "interpretation": _("interpretation"),
}

PARTS: Labels = {
    "trigger": _("called for it"),
    "answer": _("answered it"),
    "breach": _("broke it"),
    "in_force": _("put the version in force"),
    "fact": _("contradicts"),
}

FACT_MARKS: Labels = {
    "stands": _("stands"),
    "corrected": _("corrected"),
    "retracted": _("retracted"),
    "disputed": _("disputed"),
}

DIRECTIONS: Labels = {"stricter": _("stricter"), "laxer": _("laxer")}

TABLES: dict[str, Labels] = {
    "test": TESTS,
    "unit": UNITS,
    "county": COUNTIES,
    "wing": WINGS,
    "area": KEY_AREAS,
    "source": SOURCE_KINDS,
    "part": PARTS,
    "fact_mark": FACT_MARKS,
    "direction": DIRECTIONS,
    "kind": kinds.KINDS,
    "family": kinds.FAMILIES,
    "field": fields.FIELDS,
    "hint": fields.HINTS,
    "rule": rules.RULES,
}
