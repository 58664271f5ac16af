"""The table of contents: every machine of the house, one a family of matters."""

from lazaretto.obligations.delegating import DELEGATION
from lazaretto.obligations.inspections import INSPECTION
from lazaretto.obligations.machine import Machine
from lazaretto.obligations.notices import FINDING, NOTICE
from lazaretto.obligations.reports import REPORT

MACHINES: tuple[Machine, ...] = (DELEGATION, FINDING, NOTICE, INSPECTION, REPORT)
