"""What the checks say of decision tables."""

from lazaretto.protocol.wording.entry import Catalogue, said

TABLES: Catalogue = {
    "codes_missing": said(
        "“{input}”没有列出代码",
        "「{input}」沒有列出代碼",
        "“{input}” lists no codes",
        "请在 codes 中列出可能的代码",
        "請在 codes 中列出可能的代碼",
        "list what it can be in `codes`",
    ),
    "input_unknown": said(
        "此表没有名为 `{name}` 的输入",
        "此表沒有名為 `{name}` 的輸入",
        "this table has no input `{name}`",
        "现有输入：{known}",
        "現有輸入：{known}",
        "its inputs are: {known}",
    ),
    "test_unreadable": said(
        "无法识别条件 `{test}`",
        "無法識別條件 `{test}`",
        "`{test}` is not a test of this input",
        "数字写作 `>= 37.3`，代码写作 `green | none`，另有 `true`、`false`、`unknown`、`known`",
        "數字寫作 `>= 37.3`，代碼寫作 `green | none`，另有 `true`、`false`、`unknown`、`known`",
        "write `>= 37.3` for a number, `green | none` for codes, or `true`, `false`, `unknown`, `known`",
    ),
    "gap": said(
        "判定表“{table}”没有写到这种情形：{case}",
        "判定表「{table}」沒有寫到這種情形：{case}",
        "the table “{table}” has a gap: no row speaks of {case}",
        "请补写一行，未知时不得放行",
        "請補寫一行，未知時不得放行",
        "add a row for it; an unknown must not admit",
    ),
    "overlap": said(
        "`{one}` 与 `{other}` 两行都适用于：{case}",
        "`{one}` 與 `{other}` 兩行都適用於：{case}",
        "rows `{one}` and `{other}` both speak of {case}",
        "请收窄其中一行，或改用 hit_policy: first",
        "請收窄其中一行，或改用 hit_policy: first",
        "narrow one of them, or use `hit_policy: first`",
    ),
    "row_dead": said(
        "`{row}` 行永远不会适用",
        "`{row}` 行永遠不會適用",
        "row `{row}` can never match",
        "请移到前面、改写或删去",
        "請移到前面、改寫或刪去",
        "move it up, rewrite it or remove it",
    ),
    "unknown_admits": said(
        "“{input}”未知时，`{row}` 行仍会放行",
        "「{input}」未知時，`{row}` 行仍會放行",
        "row `{row}` admits while “{input}” is unknown",
        "请在该行写明 `{input}` 的条件（如 `known`）：未知不得放行",
        "請在該行寫明 `{input}` 的條件（如 `known`）：未知不得放行",
        "test it in that row (`known` will do): an unknown never admits",
    ),
    "lifted_by_nobody": said(
        "`{row}` 行把各项规则搁置，却不以记录为凭",
        "`{row}` 行把各項規則擱置，卻不以記錄為憑",
        "row `{row}` sets the rules aside on nobody's word",
        "请写明一项只由记录提供（from: record）的条件，且未知不得通过",
        "請寫明一項只由記錄提供（from: record）的條件，且未知不得通過",
        "let it test an input that the record alone tells (`from: record`), and let no unknown pass",
    ),
    "table_too_large": said(
        "判定表“{table}”过于复杂，无法核对",
        "判定表「{table}」過於複雜，無法核對",
        "the table “{table}” is too intricate to check",
        "请拆成两张表，或加一行兜底",
        "請拆成兩張表，或加一行兜底",
        "split it in two, or end it with a row that catches the rest",
    ),
}
