"""What a report's tables, rows, columns and laws are called, in the three languages of the house."""

from collections.abc import Mapping

from lazaretto.protocol.document import Text
from lazaretto.reports.tables import Table


def _three(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


TABLES: Mapping[str, Text] = {
    "custody_layers": _three(
        "在押人员（按隔离层级）", "在押人員（按隔離層級）", "People held, by layer of quarantine"
    ),
    "custody_sexes": _three("在押人员（按性别）", "在押人員（按性別）", "People held, by sex"),
    "custody_moves": _three("收押与出所", "收押與出所", "Comings and goings"),
    "custody_places": _three("日末人员所在", "日末人員所在", "Where they are as the day ends"),
    "gate": _three("大门进出", "大門進出", "The gate"),
    "goods": _three("物品静置与放行", "物品靜置與放行", "Goods"),
    "legs": _three("隔离各层", "隔離各層", "Legs of quarantine"),
    "rounds": _three("核酸检测轮次", "核酸檢測輪次", "Testing rounds"),
    "outcomes": _three("应检人员结果", "應檢人員結果", "What came of those mustered"),
    "tubes": _three("采样与报告", "採樣與報告", "Swabs and results"),
    "health": _three("体温与症状", "體溫與症狀", "Temperatures and symptoms"),
    "disinfection": _three("消毒", "消毒", "Disinfection"),
    "incidents": _three("疫情事件", "疫情事件", "Incidents"),
    "cases": _three("病例判定", "病例判定", "Cases as judged"),
    "duty": _three("勤务批次", "勤務批次", "Phases of duty"),
    "strength": _three("警力", "警力", "Strength"),
    "obligations": _three("应做事项", "應做事項", "What was owed"),
    "findings": _three("异常", "異常", "Alerts"),
    "bottom_lines": _three(
        "底线指标（须为零）", "底線指標（須為零）", "Bottom lines, which must read nought"
    ),
    "stock": _three("物资", "物資", "The store"),
    "between": _three("市内各所之间移送", "市內各所之間移送", "Transfers between the city's houses"),
}
WORDS: Mapping[str, Text] = {
    "count": _three("数量", "數量", "Number"),
    "total": _three("合计", "合計", "Total"),
    "balance": _three("勾稽差", "勾稽差", "Off by"),
    "yesterday": _three("昨日", "昨日", "Yesterday"),
    "today": _three("今日", "今日", "Today"),
    "came": _three("进", "進", "Came"),
    "went": _three("出", "出", "Went"),
    "moved_in": _three("转入本层", "轉入本層", "Moved in"),
    "moved_out": _three("转出本层", "轉出本層", "Moved out"),
    "leg1": _three("第一层（隔离点）", "第一層（隔離點）", "Leg 1"),
    "leg2": _three("第二层（过渡所）", "第二層（過渡所）", "Leg 2"),
    "leg3": _three("第三层（过渡监区）", "第三層（過渡監區）", "Leg 3"),
    "leg4": _three("第四层（普通监区观察）", "第四層（普通監區觀察）", "Leg 4"),
    "general": _three("普通监区", "普通監區", "General wings"),
    "female": _three("女", "女", "Women"),
    "male": _three("男", "男", "Men"),
    "unsaid": _three("未记录", "未記錄", "Not recorded"),
    "admitted": _three("新收", "新收", "Admitted"),
    "transferred_in": _three("移送转入", "移送轉入", "Transferred in"),
    "released": _three("释放", "釋放", "Released"),
    "transferred_out": _three("移送转出", "移送轉出", "Transferred out"),
    "left_network": _three("离开本网络", "離開本網絡", "Left the network"),
    "in_cell": _three("在监室", "在監室", "In a cell"),
    "away": _three("暂离（就医、出庭等）", "暫離（就醫、出庭等）", "Away for a while"),
    "persons": _three("合计人数", "合計人數", "People in all"),
    "person": _three("人员", "人員", "People"),
    "vehicle": _three("车辆", "車輛", "Vehicles"),
    "let_out": _three("登记放出", "登記放出", "Let out"),
    "refused": _three("拒绝", "拒絕", "Refused"),
    "waiting_yesterday": _three("昨日待放行批次", "昨日待放行批次", "Consignments waiting yesterday"),
    "registered": _three("登记批次", "登記批次", "Consignments registered"),
    "finished": _three("办结批次", "辦結批次", "Consignments done with"),
    "waiting_today": _three("今日待放行批次", "今日待放行批次", "Consignments waiting today"),
    "pieces_let_in": _three("放行件数", "放行件數", "Pieces let in"),
    "pieces_returned": _three("退回件数", "退回件數", "Pieces returned"),
    "pieces_destroyed": _three("销毁件数", "銷毀件數", "Pieces destroyed"),
    "started": _three("记录开始", "記錄開始", "Said to start"),
    "restarted": _three("重新计算", "重新計算", "Restarted"),
    "ended": _three("期满解除", "期滿解除", "Ended"),
    "left": _three("中途离开", "中途離開", "Left"),
    "rounds": _three("轮次", "輪次", "Rounds"),
    "muster": _three("应检", "應檢", "Mustered"),
    "covered": _three("已有结果", "已有結果", "Covered"),
    "uncovered": _three("未覆盖", "未覆蓋", "Uncovered"),
    "detainees": _three("在押人员", "在押人員", "Detainees"),
    "staff": _three("民警辅警", "民警輔警", "Staff"),
    "negative": _three("阴性", "陰性", "Negative"),
    "negative_in_pool": _three("混检阴性", "混檢陰性", "Negative in a pool"),
    "positive": _three("阳性", "陽性", "Positive"),
    "grey": _three("灰区", "灰區", "Grey"),
    "invalid": _three("无效", "無效", "Invalid"),
    "held": _three("混检待复核", "混檢待覆核", "Held by a pool"),
    "waiting": _three("待出结果", "待出結果", "Waiting"),
    "hospital": _three("住院", "住院", "In hospital"),
    "other": _three("其他", "其他", "Other"),
    "none": _three("未检", "未檢", "Not reached"),
    "swabbed": _three("采样人数", "採樣人數", "People swabbed"),
    "tubes": _three("采样管", "採樣管", "Tubes filled"),
    "answered": _three("出具报告", "出具報告", "Tubes answered"),
    "readings": _three("测温次数", "測溫次數", "Readings"),
    "measured": _three("测温人数", "測溫人數", "People measured"),
    "fevers": _three("发热人数", "發熱人數", "People with a fever"),
    "not_measured": _three("未测温人数", "未測溫人數", "People not measured"),
    "symptoms": _three("有症状人数", "有症狀人數", "People with symptoms"),
    "isolated": _three("单独隔离人数", "單獨隔離人數", "People put apart"),
    "disinfections": _three("消毒次数", "消毒次數", "Disinfections"),
    "places": _three("消毒部位", "消毒部位", "Places disinfected"),
    "goods": _three("消毒物品批次", "消毒物品批次", "Consignments disinfected"),
    "vehicles": _three("消毒车辆", "消毒車輛", "Vehicles disinfected"),
    "opened": _three("报告发生", "報告發生", "Opened"),
    "closed": _three("报告结束", "報告結束", "Closed"),
    "frozen_places": _three("暂停流动部位", "暫停流動部位", "Places frozen"),
    "discarded": _three("排除", "排除", "Discarded"),
    "suspected": _three("疑似", "疑似", "Suspected"),
    "probable": _three("临床诊断", "臨床診斷", "Probable"),
    "confirmed": _three("确诊", "確診", "Confirmed"),
    "A": _three("A班（在岗）", "A班（在崗）", "A, inside"),
    "B": _three("B班（备勤）", "B班（備勤）", "B, standby"),
    "C": _three("C班（隔离）", "C班（隔離）", "C, isolating"),
    "ordinary": _three("常规勤务", "常規勤務", "Ordinary duty"),
    "strength": _three("在编在岗", "在編在崗", "Strength"),
    "absent": _three("不能到岗", "不能到崗", "Absent"),
    "serving": _three("在编在岗合计", "在編在崗合計", "Serving"),
    "owed": _three("应做", "應做", "Owed"),
    "met": _three("按时", "按時", "Met"),
    "late": _three("迟做", "遲做", "Late"),
    "overdue": _three("逾期未做", "逾期未做", "Overdue"),
    "missed": _three("漏做", "漏做", "Missed"),
    "open": _three("未到期", "未到期", "Open"),
    "excused": _three("免做", "免做", "Excused"),
    "disputed": _three("有争议", "有爭議", "Disputed"),
    "breaches": _three("违反", "違反", "Breaches"),
    "contradictions": _three("记录矛盾", "記錄矛盾", "Contradictions"),
    "items": _three("物资品种", "物資品種", "Items"),
    "short": _three("低于订货点", "低於訂貨點", "Below the order point"),
    "empty": _three("无可用", "無可用", "Nothing usable"),
    "expired": _three("含过期批次", "含過期批次", "With an expired batch"),
    "road_yesterday": _three("昨日在途", "昨日在途", "On the road yesterday"),
    "sent": _three("送出", "送出", "Sent"),
    "received": _three("接收", "接收", "Received"),
    "road_today": _three("今日在途", "今日在途", "On the road today"),
    "command": _three("指挥", "指揮", "Command"),
    "custody": _three("收押", "收押", "Custody"),
    "quarantine": _three("隔离", "隔離", "Quarantine"),
    "gate": _three("大门", "大門", "Gate"),
    "testing": _three("检测", "檢測", "Testing"),
    "hygiene": _three("消毒测温", "消毒測溫", "Hygiene"),
    "case": _three("病例", "病例", "Cases"),
    "stock": _three("物资", "物資", "Stock"),
    "immunity": _three("接种", "接種", "Immunity"),
    "regime": _three("一日生活", "一日生活", "Regime"),
    "duty": _three("勤务", "勤務", "Duty"),
    "training": _three("培训", "培訓", "Training"),
    "supervision": _three("督导", "督導", "Supervision"),
    "record": _three("记录", "記錄", "Record"),
    "no-infection": _three("普通监区零感染", "普通監區零感染", "No infection in a general wing"),
    "nobody-mixed": _three("未解除者不得混入", "未解除者不得混入", "Nobody mixed before clearance"),
    "nobody-missed": _three("检测不漏一人", "檢測不漏一人", "Nobody missed by a round"),
    "closed-duty": _three("封闭勤务零违规", "封閉勤務零違規", "No breach of closed duty"),
}
LAWS: Mapping[str, Text] = {
    "layers_balance": _three(
        "各层：昨日＋进＋转入－转出－出＝今日",
        "各層：昨日＋進＋轉入－轉出－出＝今日",
        "Each layer: yesterday + came + moved in − moved out − went = today",
    ),
    "moves_balance": _three(
        "层间转入＝层间转出", "層間轉入＝層間轉出", "Whoever leaves a layer comes into another"
    ),
    "sexes_balance": _three(
        "男女：昨日＋进－出＝今日", "男女：昨日＋進－出＝今日", "Each sex: yesterday + came − went = today"
    ),
    "heads_agree": _three(
        "按层合计＝按性别合计", "按層合計＝按性別合計", "By layer and by sex there are as many people"
    ),
    "one_place_each": _three("每人只在一处", "每人只在一處", "Everybody is in one place"),
    "arrivals_stated": _three(
        "入所人数＝收押与转入记录", "入所人數＝收押與轉入記錄", "Whoever came was admitted or transferred in"
    ),
    "departures_stated": _three(
        "出所人数＝释放、转出、离开记录",
        "出所人數＝釋放、轉出、離開記錄",
        "Whoever went was released, transferred or left",
    ),
    "yesterday_as_signed": _three(
        "昨日人数＝昨日签发报告", "昨日人數＝昨日簽發報告", "Yesterday is as yesterday's report was signed"
    ),
    "gate_balances": _three(
        "大门：昨日＋进－出＝今日", "大門：昨日＋進－出＝今日", "The gate: yesterday + came − went = today"
    ),
    "exits_stated": _three(
        "离开人车＝放出登记", "離開人車＝放出登記", "Whoever is inside no longer was let out"
    ),
    "goods_balance": _three(
        "物品：昨日＋登记－办结＝今日",
        "物品：昨日＋登記－辦結＝今日",
        "Goods: waiting + registered − finished = waiting",
    ),
    "legs_balance": _three(
        "隔离：昨日＋开始－解除－离开＝今日",
        "隔離：昨日＋開始－解除－離開＝今日",
        "Each leg: yesterday + started − ended − left = today",
    ),
    "starts_stated": _three(
        "进入隔离人数＝开始记录", "進入隔離人數＝開始記錄", "Whoever came into a leg was said to start it"
    ),
    "coverage_within_muster": _three(
        "已覆盖＋未覆盖＝应检，结果合计＝应检",
        "已覆蓋＋未覆蓋＝應檢，結果合計＝應檢",
        "Covered and uncovered are the muster",
    ),
    "tubes_add_up": _three(
        "各类结果合计＝报告管数", "各類結果合計＝報告管數", "Results add up to the tubes answered"
    ),
    "fevers_measured": _three(
        "发热≤测温人数≤测温次数", "發熱≤測溫人數≤測溫次數", "Nobody has a fever who was not measured"
    ),
    "places_disinfected": _three("消毒部位≤消毒次数", "消毒部位≤消毒次數", "No place without a disinfection"),
    "incidents_balance": _three(
        "事件：昨日＋发生－结束＝今日",
        "事件：昨日＋發生－結束＝今日",
        "Incidents: yesterday + opened − closed = today",
    ),
    "phases_sum": _three("各班合计＝在编在岗", "各班合計＝在編在崗", "Phases add up to the strength"),
    "duties_in_one_state": _three(
        "按时＋迟做＋逾期＋漏做＋未到期＋免做＋争议＝应做",
        "按時＋遲做＋逾期＋漏做＋未到期＋免做＋爭議＝應做",
        "Met + late + overdue + missed + open + excused + disputed = owed",
    ),
    "stock_within_items": _three(
        "短缺、用尽、过期≤品种数", "短缺、用盡、過期≤品種數", "No more items short than there are"
    ),
    "houses_sum_to_city": _three("各单位之和＝全市", "各單位之和＝全市", "The houses add up to the city"),
    "transfers_meet": _three(
        "在途＋送出－接收＝在途", "在途＋送出－接收＝在途", "On the road + sent − received = on the road"
    ),
}
# Tables of which a column of rows adds up to something that people ask for.
SUMMED = frozenset(
    {"custody_layers", "custody_sexes", "legs", "duty", "obligations", "findings", "bottom_lines"}
)
# Table: what adds up to *today* in each of its rows, as plus and minus.
BALANCES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "custody_layers": (("yesterday", "came", "moved_in"), ("moved_out", "went")),
    "custody_sexes": (("yesterday", "came"), ("went",)),
    "gate": (("yesterday", "came"), ("went",)),
    "legs": (("yesterday", "started"), ("ended", "left")),
}


def word(name: str) -> Text:
    """What a row or a column is called; one that only a document names is called by its code."""
    return WORDS.get(name, _three(name, name, name))


def title(table: Table) -> Text:
    """What a table is called."""
    return TABLES[table.id]


def where(name: str) -> tuple[Text, ...]:
    """A figure as laws name it (``gate.person.went``), part by part: its table, its row, its column."""
    table, *rest = name.split(".")
    parts = [part for one in rest for part in one.split("+") if part != "count"]
    return (TABLES.get(table, word(table)), *(word(part) for part in parts))
