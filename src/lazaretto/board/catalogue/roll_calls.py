"""Roll-calls and patrols in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "supervision.gathering_set": text(
        "{facility} 点名设置：呼号 {call_sign}，A 班到 {camera} 镜头下，B 班到 {room}",
        "{facility} 點名設置：呼號 {call_sign}，A 班到 {camera} 鏡頭下，B 班到 {room}",
        "{facility} answers a roll-call as {call_sign}: A before camera {camera}, B in {room}",
    ),
    "supervision.roll_call_called": text(
        "{called_by} 呼叫点名 {roll_call}[，A 班应到 {inside} 人][、B 班应到 {standby} 人]",
        "{called_by} 呼叫點名 {roll_call}[，A 班應到 {inside} 人][、B 班應到 {standby} 人]",
        "{called_by} issued roll-call {roll_call}[; of A {inside} expected][, of B {standby}]",
    ),
    "supervision.roll_call_gathered": text(
        "{told_by} 报告集合完毕（{roll_call}）",
        "{told_by} 報告集合完畢（{roll_call}）",
        "{told_by} answered that everybody had gathered ({roll_call})",
    ),
    "supervision.roll_call_counted": text(
        "{counted_by} 首次清点 {roll_call}（{by}）：A 班 {inside} 人，B 班 {standby} 人[；{seen}]",
        "{counted_by} 首次清點 {roll_call}（{by}）：A 班 {inside} 人，B 班 {standby} 人[；{seen}]",
        "{counted_by} counted {roll_call} first ({by}): A {inside}, B {standby}[; {seen}]",
    ),
    "supervision.roll_call_checked": text(
        "{counted_by} 第二次清点 {roll_call}（{by}）：A 班 {inside} 人，B 班 {standby} 人[；{seen}]",
        "{counted_by} 第二次清點 {roll_call}（{by}）：A 班 {inside} 人，B 班 {standby} 人[；{seen}]",
        "{counted_by} counted {roll_call} second ({by}): A {inside}, B {standby}[; {seen}]",
    ),
    "supervision.roll_call_recounted": text(
        "{counted_by} 复点 {roll_call}（{by}）：A 班 {inside} 人，B 班 {standby} 人[；{seen}]",
        "{counted_by} 複點 {roll_call}（{by}）：A 班 {inside} 人，B 班 {standby} 人[；{seen}]",
        "{counted_by} counted {roll_call} once more ({by}): A {inside}, B {standby}[; {seen}]",
    ),
    "supervision.roll_call_closed": text(
        "{closed_by} 结束点名 {roll_call}：{outcome}；{words}[；问题 {finding}]",
        "{closed_by} 結束點名 {roll_call}：{outcome}；{words}[；問題 {finding}]",
        "{closed_by} ended roll-call {roll_call}: {outcome}; {words}[; finding {finding}]",
    ),
    "supervision.tour_set": text(
        "{set_by} 设置巡查路线 {tour}《{title}》，每时段 {turns} 次",
        "{set_by} 設置巡查路線 {tour}《{title}》，每時段 {turns} 次",
        "{set_by} set the patrol tour {tour}, {title}, {turns} a slot",
    ),
    "supervision.patrol_begun": text(
        "{begun_by} 开始巡查 {patrol}（路线 {tour}）",
        "{begun_by} 開始巡查 {patrol}（路線 {tour}）",
        "{begun_by} began patrol {patrol} of tour {tour}",
    ),
    "supervision.patrol_looked": text(
        "{looked_by} 巡查 {patrol}，{stop}：{looked}[；{seen}][；问题 {finding}]",
        "{looked_by} 巡查 {patrol}，{stop}：{looked}[；{seen}][；問題 {finding}]",
        "{looked_by} looked on patrol {patrol} at {stop}: {looked}[; {seen}][; finding {finding}]",
    ),
    "supervision.patrol_skipped": text(
        "{skipped_by} 巡查 {patrol} 略过 {stop}：{reason}",
        "{skipped_by} 巡查 {patrol} 略過 {stop}：{reason}",
        "{skipped_by} passed over {stop} on patrol {patrol}: {reason}",
    ),
    "supervision.patrol_ended": text(
        "{ended_by} 结束巡查 {patrol}：查看 {stops_looked} 处，略过 {stops_skipped} 处",
        "{ended_by} 結束巡查 {patrol}：查看 {stops_looked} 處，略過 {stops_skipped} 處",
        "{ended_by} ended patrol {patrol}: {stops_looked} stops looked at, {stops_skipped} passed over",
    ),
    "supervision.patrol_broken_off": text(
        "{broken_off_by} 中止巡查 {patrol}：{reason}",
        "{broken_off_by} 中止巡查 {patrol}：{reason}",
        "{broken_off_by} broke off patrol {patrol}: {reason}",
    ),
}
