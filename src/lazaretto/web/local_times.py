"""Times as a form holds them: to the minute, by the clock of the house."""

from datetime import datetime
from zoneinfo import ZoneInfo


def typed(moment: datetime, *, zone: str) -> str:
    """An instant as the value of a field, without its offset."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"


def read(text: str, *, zone: str) -> datetime | None:
    """The instant that was typed; None for nothing, or for what is no time."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
