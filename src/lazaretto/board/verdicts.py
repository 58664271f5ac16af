"""What an alert says, in the three languages: a template a kind of finding, an entry a rule of the record."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

REASONS: dict[str, Text] = {
    "missed": text(
        "应于 {due} 前办理，至今未办：{subjects}",
        "應於 {due} 前辦理，至今未辦：{subjects}",
        "Due by {due} and not answered: {subjects}",
    ),
    "late": text(
        "已过 {due} 期限，仍可补办：{subjects}",
        "已過 {due} 期限，仍可補辦：{subjects}",
        "Overdue since {due}, can still be answered: {subjects}",
    ),
    "answered_late": text(
        "应于 {due} 前办理，逾期才办：{subjects}",
        "應於 {due} 前辦理，逾期才辦：{subjects}",
        "Answered after it was due at {due}: {subjects}",
    ),
    "disputed": text(
        "所依据的记录与其他记录矛盾：{subjects}",
        "所依據的記錄與其他記錄矛盾：{subjects}",
        "Answered by a fact that contradicts others: {subjects}",
    ),
    "open": text(
        "应于 {due} 前办理，尚在期限内：{subjects}",
        "應於 {due} 前辦理，尚在期限內：{subjects}",
        "Due by {due}, still in time: {subjects}",
    ),
    "met": text(
        "应于 {due} 前办理，已按时办理：{subjects}",
        "應於 {due} 前辦理，已按時辦理：{subjects}",
        "Due by {due}, answered in time: {subjects}",
    ),
    "excused": text(
        "应于 {due} 前办理，已由其他事实免办：{subjects}",
        "應於 {due} 前辦理，已由其他事實免辦：{subjects}",
        "Due by {due}, lifted by another fact: {subjects}",
    ),
    "breach": text(
        "{at} 发生不得发生的情形：{subjects}",
        "{at} 發生不得發生的情形：{subjects}",
        "Something happened at {at} that must not happen: {subjects}",
    ),
}

# The rules of ``lazaretto.registers.problems``: (title, what it means, what to do).
RULES: dict[str, tuple[Text, Text, Text]] = {
    "held_elsewhere": (
        text("同一人同时在两处", "同一人同時在兩處", "One person in two places"),
        text(
            "收押或转入时，此人仍登记在另一监室。",
            "收押或轉入時，此人仍登記在另一監室。",
            "The person was taken in while the record still held them in another cell.",
        ),
        text(
            "核对实际所在，补记转出或释放，或更正有误的一条。",
            "核對實際所在，補記轉出或釋放，或更正有誤的一條。",
            "See where the person is; state the missing transfer or release, or correct the wrong fact.",
        ),
    ),
    "not_held": (
        text("人员不在押却有变动", "人員不在押卻有變動", "Moved or let go while not held"),
        text(
            "调监、暂离、转出或释放时，此人并未登记在押。",
            "調監、暫離、轉出或釋放時，此人並未登記在押。",
            "The person was moved, went out or was let go while the record did not hold them.",
        ),
        text(
            "补记收押或转入，或更正编号。",
            "補記收押或轉入，或更正編號。",
            "State the admission or arrival that is missing, or correct the number.",
        ),
    ),
    "leg_not_running": (
        text("未在隔离段内", "未在隔離段內", "The leg was not running"),
        text(
            "结束或重新计日的隔离段并未开始。",
            "結束或重新計日的隔離段並未開始。",
            "A leg ended or went back to day 0 that had not begun.",
        ),
        text(
            "补记该段起算，或更正段号。",
            "補記該段起算，或更正段號。",
            "State the beginning of the leg, or correct its number.",
        ),
    ),
    "unknown_tube": (
        text("采样管无采样记录", "採樣管無採樣記錄", "A result without its tube"),
        text(
            "实验室报告的管号没有采样记录。",
            "實驗室報告的管號沒有採樣記錄。",
            "The laboratory reported a tube of which no sampling is recorded.",
        ),
        text(
            "核对管号，补记采样或更正结果。",
            "核對管號，補記採樣或更正結果。",
            "Check the number; state the sampling, or correct the result.",
        ),
    ),
    "said_otherwise": (
        text("同一编号两种说法", "同一編號兩種說法", "Two statements under one number"),
        text(
            "两个节点在同一编号下留有不同内容，更正之前两者均不计入。",
            "兩個節點在同一編號下留有不同內容，更正之前兩者均不計入。",
            "Two nodes hold different words under one number; neither counts until it is corrected.",
        ),
        text(
            "对照两处记录，按实际情况更正这一条。",
            "對照兩處記錄，按實際情況更正這一條。",
            "Hold both against what happened, and correct this statement.",
        ),
    ),
    "unknown_round": (
        text("轮次未开始", "輪次未開始", "A round that never opened"),
        text(
            "结束的检测轮次没有开始记录。",
            "結束的檢測輪次沒有開始記錄。",
            "A round was closed of which no opening is recorded.",
        ),
        text(
            "补记轮次开始，或更正轮次编号。",
            "補記輪次開始，或更正輪次編號。",
            "State the opening, or correct the round's number.",
        ),
    ),
}
UNNAMED: tuple[Text, Text, Text] = (
    text("记录自相矛盾", "記錄自相矛盾", "The record contradicts itself"),
    text("两条记录不能同时成立。", "兩條記錄不能同時成立。", "Two facts cannot both be so."),
    text(
        "核对事实，更正有误的一条。",
        "核對事實，更正有誤的一條。",
        "Look at what happened and correct the wrong fact.",
    ),
)
