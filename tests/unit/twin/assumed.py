"""The assumptions of the house as the tests of the twin take them: those of the page of validation."""

from validation.assumed import ALWAYS_OPEN as ALWAYS_OPEN
from validation.assumed import FOLDER as FOLDER
from validation.assumed import ancestral as ancestral
from validation.assumed import as_ordered as as_ordered
from validation.assumed import changed_file as changed_file
from validation.assumed import city as city
from validation.assumed import contacts as contacts
from validation.assumed import one_arrival as one_arrival
from validation.assumed import only as only
