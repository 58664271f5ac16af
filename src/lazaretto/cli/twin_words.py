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
    "twin_partial": text(
        "提前停止：{of} 组假设中完成 {points} 组，结果不完整",
        "提前停止：{of} 組假設中完成 {points} 組，結果不完整",
        "Partial: stopped after {points} of {of} points of the assumptions",
    ),
    "twin_rests_on": text(
        "依据假设 {disease}、{contacts}、{network} 的 {ranges} 个范围，种子 {seed}；括号内为十分之九的范围",
        "依據假設 {disease}、{contacts}、{network} 的 {ranges} 個範圍，種子 {seed}；括號內為十分之九的範圍",
        "rests on {ranges} ranges of {disease}, {contacts} and {network}, seed {seed}; "
        "brackets hold nine tenths",
    ),
    "twin_rare": text(
        "罕见失守：各道门分别推演后合并，假定各次带入互不影响",
        "罕見失守：各道門分別推演後合併，假定各次帶入互不影響",
        "rare breaches: each door lived apart and combined; introductions are taken not to meet",
    ),
    "twin_beside": text("各命令并列", "各命令並列", "The orders side by side"),
    "twin_head_order": text("命令", "命令", "order"),
    "twin_head_breach": text("普通监区失守概率", "普通監區失守機率", "breach"),
    "twin_head_by_staff": text("其中由民警带入", "其中由民警帶入", "by staff"),
    "twin_head_infected": text("普通监区感染人数", "普通監區感染人數", "infected in wings"),
    "twin_head_days": text("隔离人日", "隔離人日", "days in quarantine"),
    "twin_head_alone": text("单独关押天数 × 人数", "單獨關押天數 × 人數", "days alone × people"),
    "twin_head_swabs": text("采样数", "採樣數", "swabs"),
    "twin_head_cells": text("隔离监室", "隔離監室", "cells"),
    "twin_weights": text(
        "失守概率取决于哪些假设（模拟，Sobol 指数）",
        "失守機率取決於哪些假設（模擬，Sobol 指數）",
        "On which assumptions the chance of a breach hangs (simulated, Sobol indices)",
    ),
    "twin_assumption": text("假设", "假設", "assumption"),
    "twin_first": text("单独", "單獨", "alone"),
    "twin_total": text("连同其他", "連同其他", "with others"),
    "twin_leaks": text("从哪里失守（模拟）", "從哪裡失守（模擬）", "Where it leaks (simulated)"),
    "twin_by_arrival": text("由新入所人员", "由新入所人員", "by arrivals"),
    "twin_by_staff": text("由民警", "由民警", "by staff"),
    "twin_by_outing": text("由外出人员", "由外出人員", "by outings"),
    "twin_from_entry": text("入所前已感染", "入所前已感染", "infected before entry"),
    "twin_from_leg": text("在第 {leg} 段感染", "在第 {leg} 段感染", "infected in leg {leg}"),
    "twin_sizes": text(
        "普通监区感染规模的概率（模拟）",
        "普通監區感染規模的機率（模擬）",
        "Chance of an outbreak of a size in the general wings (simulated)",
    ),
    "twin_at_least": text("至少 {people} 人", "至少 {people} 人", "at least {people}"),
    "twin_weeks": text(
        "每周的日均人数（模拟）", "每週的日均人數（模擬）", "People on a mean day of each week (simulated)"
    ),
    "twin_day": text("从第几天起", "從第幾天起", "from day"),
    "twin_daily_infected_in_quarantine": text("隔离中感染", "隔離中感染", "infected in quarantine"),
    "twin_daily_infected_in_wings": text("普通监区感染", "普通監區感染", "infected in wings"),
    "twin_daily_infected_staff": text("工作中感染的民警", "工作中感染的民警", "staff infected at work"),
    "twin_daily_found": text("发现", "發現", "found"),
    "twin_why": text(
        "为什么需要这么多天：一名感染者进入监室后，仍有人留有传染力（超过 1%）的概率（模拟，不检测）",
        "為什麼需要這麼多天：一名感染者進入監室後，仍有人留有傳染力（超過 1%）的機率（模擬，不檢測）",
        "Why so many days: the chance that somebody of a cell into which one infected person came still has "
        "more than 1% of their infectiousness left (simulated, without tests)",
    ),
    "twin_people": text("监室人数", "監室人數", "people in a cell"),
    "twin_infects": text("一人在室内可感染", "一人在室內可感染", "one infects in it"),
    "twin_left_at": text("第 {day} 天", "第 {day} 天", "day {day}"),
    "twin_why_own": text(
        "只看自身感染时间：第 {day} 天剩 {own}。{people} 人一室：第 {late} 天剩 {cohort}。"
        "延长隔离的理由是同室传播，不是自身潜伏期。",
        "只看自身感染時間：第 {day} 天剩 {own}。{people} 人一室：第 {late} 天剩 {cohort}。"
        "延長隔離的理由是同室傳播，不是自身潛伏期。",
        "Time since one's own infection leaves {own} on day {day}. A room of {people} leaves {cohort} on day "
        "{late}. What makes quarantine long is the chain inside the cohort.",
    ),
    "twin_why_staff": text(
        "民警带入的感染，任何隔离天数都挡不住：",
        "民警帶入的感染，任何隔離天數都擋不住：",
        "What staff bring in, no days of quarantine keep out:",
    ),
}
