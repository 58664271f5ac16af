"""What the checks say: a document that can be read and must not be issued."""

from lazaretto.protocol.wording.entry import Catalogue

CHECKING: Catalogue = {}
