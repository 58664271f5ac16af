"""``lazaretto``: the pure half of the command. What needs the whole house is added in ``project``."""

import click

from lazaretto.cli.capacity import capacity
from lazaretto.cli.certificate import certificate
from lazaretto.cli.contacts import contacts
from lazaretto.cli.credentials import credentials
from lazaretto.cli.disclosing import check_disclosure_
from lazaretto.cli.facts import facts
from lazaretto.cli.ledger import ledger
from lazaretto.cli.place import place
from lazaretto.cli.pools import pools
from lazaretto.cli.protocol import protocol
from lazaretto.cli.replay import replay
from lazaretto.cli.report import report
from lazaretto.cli.results import results
from lazaretto.cli.roll_calls import roll_calls
from lazaretto.cli.roster import roster
from lazaretto.cli.twin import twin
from lazaretto.cli.witness import witness


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lazaretto")
def main() -> None:
    """Infection control for closed facilities: facts + one protocol → what is owed.

    Exit status: 0 nothing to see to; 1 findings or problems; 2 wrong usage.
    """


main.add_command(protocol)
main.add_command(facts)
main.add_command(replay)
main.add_command(place)
main.add_command(roster)
main.add_command(capacity)
main.add_command(contacts)
main.add_command(credentials)
main.add_command(results)
main.add_command(pools)
main.add_command(certificate)
main.add_command(report)
main.add_command(twin)
main.add_command(roll_calls)
main.add_command(ledger)
main.add_command(witness)
ledger.add_command(check_disclosure_)
