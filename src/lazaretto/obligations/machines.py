"""The table of contents: every machine of the house, one a family of matters."""

from lazaretto.obligations.appointments import APPOINTMENT
from lazaretto.obligations.assignments import ASSIGNMENT
from lazaretto.obligations.complaints import COMPLAINT
from lazaretto.obligations.delegating import DELEGATION
from lazaretto.obligations.dispatches import DISPATCH
from lazaretto.obligations.erasures import ERASURE
from lazaretto.obligations.extensions import EXTENSION
from lazaretto.obligations.hand_overs import HAND_OVER
from lazaretto.obligations.inspections import INSPECTION
from lazaretto.obligations.machine import Machine
from lazaretto.obligations.notices import FINDING, NOTICE
from lazaretto.obligations.partners import PARTNER
from lazaretto.obligations.patrols import PATROL
from lazaretto.obligations.reports import REPORT
from lazaretto.obligations.roll_calls import ROLL_CALL

MACHINES: tuple[Machine, ...] = (
    ASSIGNMENT,
    DELEGATION,
    DISPATCH,
    FINDING,
    NOTICE,
    EXTENSION,
    INSPECTION,
    REPORT,
    ROLL_CALL,
    PATROL,
    APPOINTMENT,
    COMPLAINT,
    PARTNER,
    HAND_OVER,
    ERASURE,
)
