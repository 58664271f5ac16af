"""Pages narrowed for a reader who may not read people's records: the gate sees nothing clinical."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from lazaretto.board.city import Alert, CityBoard, Coverage, Tile
from lazaretto.board.day_sheet import DaySheet, Group, Handover


def narrow_board(board: CityBoard, *, families: Collection[str]) -> CityBoard:
    """The board with the alerts of these families only, and no numbers of people not yet tested."""
    listed = _alerts(board.alerts, families)
    return replace(
        board, alerts=listed, alerts_in_all=len(listed), coverage=_rounds(board.coverage),
        counties=tuple(
            replace(county, tiles=tuple(_tile(tile) for tile in county.tiles)) for county in board.counties
        ),
    )  # fmt: skip


def narrow_sheet(sheet: DaySheet, *, families: Collection[str]) -> DaySheet:
    """The sheet with the groups and alerts of these families only; it was counted for them alone."""

    def kept(groups: Iterable[Group]) -> tuple[Group, ...]:
        return tuple(group for group in groups if group.family in families)

    narrow = replace(
        sheet, owed=kept(sheet.owed), late=kept(sheet.late), missed=kept(sheet.missed),
        disputed=kept(sheet.disputed), upcoming=kept(sheet.upcoming), done=kept(sheet.done),
        alerts=_alerts(sheet.alerts, families),
    )  # fmt: skip
    open_ = narrow.owed + narrow.late + narrow.missed + narrow.disputed
    return replace(narrow, handover=_handover(sheet.handover, open_))


def without_subjects(sheet: DaySheet, subjects: Collection[str]) -> DaySheet:
    """The sheet without what is owed for these subjects, and without the alerts about them."""

    def kept(groups: Iterable[Group]) -> tuple[Group, ...]:
        left = (
            replace(group, items=tuple(item for item in group.items if item.subject not in subjects))
            for group in groups
        )
        return tuple(group for group in left if group.items)

    narrow = replace(
        sheet, owed=kept(sheet.owed), late=kept(sheet.late), missed=kept(sheet.missed),
        disputed=kept(sheet.disputed), upcoming=kept(sheet.upcoming), done=kept(sheet.done),
        alerts=alerts_without(sheet.alerts, subjects),
    )  # fmt: skip
    open_ = narrow.owed + narrow.late + narrow.missed + narrow.disputed
    return replace(narrow, handover=_handover(sheet.handover, open_))


def alerts_without(alerts: Iterable[Alert], subjects: Collection[str]) -> tuple[Alert, ...]:
    """The alerts that are not about one of these subjects."""
    return tuple(alert for alert in alerts if not set(alert.subjects) & set(subjects))


def _alerts(alerts: Iterable[Alert], families: Collection[str]) -> tuple[Alert, ...]:
    return tuple(alert for alert in alerts if alert.family in families)


def _tile(tile: Tile) -> Tile:
    return replace(tile, coverage=_rounds(tile.coverage))


def _rounds(rounds: Iterable[Coverage]) -> tuple[Coverage, ...]:
    return tuple(replace(one, uncovered=()) for one in rounds)


def _handover(handover: Handover, open_: Iterable[Group]) -> Handover:
    titles = {g.title for g in open_}
    return replace(handover, lines=tuple(line for line in handover.lines if line.title in titles))
