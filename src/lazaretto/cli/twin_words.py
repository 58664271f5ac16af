"""What the command line says of the twin, in three languages; *simulated* stands above every table."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

TWIN_WORDS: dict[str, Text] = {
    "twin_living": text("仿真中", "模擬推算中", "living"),
    "twin_simulated": text(
        "模拟结果（非预报）：{days} 天，{points} 组假设 × {replicates} 次",
        "模擬結果（非預報）：{days} 天，{points} 組假設 × {replicates} 次",
        "Simulated, not a forecast: {days} days, {points} points of the assumptions × {replicates} lives",
    ),
    "twin_rests_on": text(
        "依据假设 {disease}、{contacts}，种子 {seed}；括号内为十分之九的范围",
        "依據假設 {disease}、{contacts}，種子 {seed}；括號內為十分之九的範圍",
        "rests on {disease} and {contacts}, seed {seed}; brackets hold nine tenths",
    ),
    "twin_beside": text("各命令并列", "各命令並列", "The orders side by side"),
    "twin_head_order": text("命令", "命令", "order"),
    "twin_head_breach": text("普通监区失守概率", "普通監區失守機率", "breach"),
    "twin_head_by_staff": text("其中由民警带入", "其中由民警帶入", "by staff"),
    "twin_head_infected": text("普通监区感染人数", "普通監區感染人數", "infected in wings"),
    "twin_head_days": text("隔离人日", "隔離人日", "days in quarantine"),
    "twin_head_alone": text("单独关押天数 × 人数", "單獨關押天數 × 人數", "days alone × people"),
    "twin_head_swabs": text("采样数", "採樣數", "swabs"),
    "twin_head_cells": text("过渡监室", "過渡監室", "cells"),
    "twin_weights": text(
        "失守概率取决于哪些假设（模拟，Sobol 指数）",
        "失守機率取決於哪些假設（模擬，Sobol 指數）",
        "On which assumptions the chance of a breach hangs (simulated, Sobol indices)",
    ),
    "twin_assumption": text("假设", "假設", "assumption"),
    "twin_first": text("单独", "單獨", "alone"),
    "twin_total": text("连同其他", "連同其他", "with others"),
}
