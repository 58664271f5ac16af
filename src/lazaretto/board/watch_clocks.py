"""The rules of the system's own list about the machine's own clock, by which every fact is recorded."""

from lazaretto.board.watch_rule import Rule
from lazaretto.board.words import text

_CLOCK = text("服务器时钟", "伺服器時鐘", "the server’s clock")
_SET = text(
    "校准服务器时间（NTP）；其间登记的，记录时刻有误，逐条核对",
    "校準伺服器時間（NTP）；其間登記的，記錄時刻有誤，逐筆核對",
    "Set it, best by NTP; what was recorded meanwhile carries a wrong time, and has to be looked at",
)

OF_CLOCKS: dict[str, Rule] = {
    "clock_apart": Rule(
        _CLOCK,
        text(
            "服务器与数据库时钟相差 {off} 秒",
            "伺服器與資料庫時鐘相差 {off} 秒",
            "Server and database are {off} s apart",
        ),
        text(
            "相差不得超过 {limit} 秒（与设备相同）",
            "相差不得超過 {limit} 秒（與裝置相同）",
            "More than {limit} s, the bound for devices too",
        ),
        _SET,
        "system_admin",
        "watch",
    ),
    "clock_behind": Rule(
        _CLOCK,
        text(
            "服务器时钟比最新记录慢 {off} 秒",
            "伺服器時鐘比最新記錄慢 {off} 秒",
            "The server’s clock is {off} s behind its own record",
        ),
        text(
            "时钟倒退过，或者此前走快；顺序由序号决定，不受影响",
            "時鐘倒退過，或者此前走快；順序由序號決定，不受影響",
            "It was set back, or was ahead before; the order hangs on positions, not on it",
        ),
        _SET,
        "system_admin",
        "watch",
    ),
}
