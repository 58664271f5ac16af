"""Partners and hand-overs of people as rows: who is on the register, what was done about each hand-over."""

from lazaretto.facts import custody, hand_overs, partners
from lazaretto.facts.fact import Body
from tests.stating import HOUSE, moment

P, H1 = "P1", f"{HOUSE}|H1"
KNOWN = moment("03-15 08:00")
HANDED: list[tuple[Body, list[tuple[str, str, int | str, int | str]]]] = [
    (
        custody.Received(person=P, party="hospital", received_by="Ward 3", hand_over="H1", means="telephone"),
        [("received", P, 2, 0), ("hand_over_said", H1, 2, P)],
    ),
    (
        hand_overs.HandOverPrepared(
            hand_over="H1",
            person=P,
            party="hospital",
            to="City",
            known_at=KNOWN,
            digest="0" * 64,
            drawn_by="D",
            precautions=("standard",),
            call="Desk",
            telephone="0938-1",
        ),
        [("hand_over_said", H1, 0, P)],
    ),
    (
        hand_overs.HandedOver(
            hand_over="H1", person=P, party="hospital", to="City", given_by="S1", taken_by="Z", document=True
        ),
        [("person_handed_over", P, 2, 1), ("hand_over_said", H1, 1, P)],
    ),
    (
        hand_overs.HandOverRefused(hand_over="H1", person=P, refused_by="Z", reason="no bed"),
        [("hand_over_said", H1, 3, P)],
    ),
    (
        hand_overs.HandedBack(hand_over="H1", person=P, given_by="Z", taken_by="S1"),
        [("hand_over_said", H1, 4, P)],
    ),
    (
        partners.PartnerEnrolled(partner="L", sort="laboratory", name="City", telephone="0938-1"),
        [("partner_said", f"{HOUSE}|L", 0, 1)],
    ),
    (
        partners.PartnerChanged(partner="L", sort="hospital", name="City", telephone="0938-1", reason="x"),
        [("partner_said", f"{HOUSE}|L", 1, 2)],
    ),
    (partners.PartnerEnded(partner="L", reason="over"), [("partner_said", f"{HOUSE}|L", 2, -1)]),
]
