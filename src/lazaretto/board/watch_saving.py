"""The rules of the system's own list about copies of the record: made each day, and put back to try them."""

from lazaretto.board.watch_rule import Rule
from lazaretto.board.words import text

_BACKUP = text("备份", "備份", "the backup")
_REHEARSAL = text("恢复演练", "恢復演練", "the rehearsed restore")

OF_SAVING: dict[str, Rule] = {
    "backup_never": Rule(
        _BACKUP,
        text("没有备份记录", "沒有備份記錄", "No backup was ever noted"),
        text(
            "没有记录不等于没有备份：本系统无从知道",
            "沒有記錄不等於沒有備份：本系統無從知道",
            "It may be that there is one: the house was not told",
        ),
        text(
            "每日执行 lazaretto backup",
            "每日執行 lazaretto backup",
            "Run lazaretto backup each day",
        ),
        "system_admin",
        "watch",
    ),
    "backup": Rule(
        _BACKUP,
        text("备份已过期", "備份已過期", "The backup is old"),
        text(
            "每日一次；上次完成：{last}",
            "每日一次；上次完成：{last}",
            "It is a command for each day; it was last through at {last}",
        ),
        text(
            "立即备份，并查明未执行的原因",
            "立即備份，並查明未執行的原因",
            "Back up now, and find out why it did not come",
        ),
        "system_admin",
        "watch",
    ),
    "rehearse_restore_never": Rule(
        _REHEARSAL,
        text("从未演练恢复", "從未演練恢復", "No backup was ever put back to try it"),
        text(
            "没有恢复过的备份，不知道能否恢复",
            "沒有恢復過的備份，不知道能否恢復",
            "Nobody knows of a backup that it is one until it was put back",
        ),
        text(
            "执行 lazaretto rehearse-restore",
            "執行 lazaretto rehearse-restore",
            "Run lazaretto rehearse-restore",
        ),
        "system_admin",
        "watch",
    ),
    "rehearse_restore": Rule(
        _REHEARSAL,
        text("恢复演练已过期", "恢復演練已過期", "The last rehearsed restore is old"),
        text(
            "每季度一次；上次：{last}",
            "每季一次；上次：{last}",
            "It is due each quarter; the last was at {last}",
        ),
        text(
            "执行 lazaretto rehearse-restore",
            "執行 lazaretto rehearse-restore",
            "Run lazaretto rehearse-restore",
        ),
        "system_admin",
        "watch",
    ),
}
