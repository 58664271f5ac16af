"""Findings, notices and inspections in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "supervision.finding_raised": text(
        "{found_by} 发现问题 {finding}（{about}）：{seen}[；责任人 {owner}][；限于 {due} 前整改]",
        "{found_by} 發現問題 {finding}（{about}）：{seen}[；責任人 {owner}][；限於 {due} 前整改]",
        "{found_by} found {finding} ({about}): {seen}[; owner {owner}][; due {due}]",
    ),
    "supervision.notice_issued": text(
        "{signed_by} 签发 {year} 年第 {number} 号{sort}（{notice}）：{title}[，限于 {due} 前整改]",
        "{signed_by} 簽發 {year} 年第 {number} 號{sort}（{notice}）：{title}[，限於 {due} 前整改]",
        "{signed_by} issued {sort} No. {number} of {year} ({notice}): {title}[, due {due}]",
    ),
    "supervision.notice_received": text(
        "{received_by} 签收 {notice}", "{received_by} 簽收 {notice}", "{received_by} acknowledged {notice}"
    ),
    "supervision.notice_answered": text(
        "{signed_by} 签报 {notice} 整改回执：{words}",
        "{signed_by} 簽報 {notice} 整改回執：{words}",
        "{signed_by} answered {notice}: {words}",
    ),
    "supervision.finding_rectified": text(
        "{rectified_by} 完成 {finding} 整改：{done}",
        "{rectified_by} 完成 {finding} 整改：{done}",
        "{rectified_by} put {finding} right: {done}",
    ),
    "supervision.finding_reinspected": text(
        "{reinspected_by} 复查 {finding}：{outcome}；{seen}",
        "{reinspected_by} 複查 {finding}：{outcome}；{seen}",
        "{reinspected_by} re-inspected {finding}: {outcome}; {seen}",
    ),
    "supervision.finding_reopened": text(
        "{reopened_by} 重启 {finding}：{reason}",
        "{reopened_by} 重啟 {finding}：{reason}",
        "{reopened_by} reopened {finding}: {reason}",
    ),
    "supervision.extension_asked": text(
        "{asked_by} 申请 {finding} 延期整改至 {until}（{extension}）：{reason}",
        "{asked_by} 申請 {finding} 延期整改至 {until}（{extension}）：{reason}",
        "{asked_by} asked for more time for {finding}, until {until} ({extension}): {reason}",
    ),
    "supervision.extension_decided": text(
        "{decided_by} 审批 {extension}：{outcome}[，延期至 {until}]；{reason}",
        "{decided_by} 審批 {extension}：{outcome}[，延期至 {until}]；{reason}",
        "{decided_by} decided {extension}: {outcome}[, until {until}]; {reason}",
    ),
    "supervision.inspection_opened": text(
        "{opened_by} 开始排查 {inspection}，清单 {checklist}（{by}）",
        "{opened_by} 開始排查 {inspection}，清單 {checklist}（{by}）",
        "{opened_by} began inspection {inspection} by checklist {checklist} ({by})",
    ),
    "supervision.items_answered": text(
        "{answered_by} 填写 {inspection} 的排查项目",
        "{answered_by} 填寫 {inspection} 的排查項目",
        "{answered_by} answered items of {inspection}",
    ),
    "supervision.inspection_closed": text(
        "{closed_by} 结束排查 {inspection}：不合格 {failed} 项[；{words}]",
        "{closed_by} 結束排查 {inspection}：不合格 {failed} 項[；{words}]",
        "{closed_by} closed inspection {inspection}: {failed} items failed[; {words}]",
    ),
}
