// The strip that never goes away: is there a network, what waits and since when, how old the list is, who stands here.
import { alive, emergency, frozen, station, zoneOfHouse } from "./holding.js";
import { h, mark, press, refill } from "./showing.js";
import { clock, length, t } from "./speaking.js";
import { doubt, seconds } from "./timing.js";

const DOUBTFUL = 60; // seconds of doubt about the time above which the strip says so

/** @param {Element} where @param {{officer: () => void, told: () => void, more: () => void}} acts */
export function drawStrip(where, acts) {
  const now = seconds();
  const cells = [["link", linkMark()], ["queue", queueMark(now)], ["list", listMark(now)]];
  if (doubt() > DOUBTFUL) cells.push(["clock", mark("late", t("clock_doubt", { doubt: length(doubt()) }))]);
  refill(
    where,
    ...cells.map(([name, content]) => h("span", { class: `strip-cell strip-${name}` }, content)),
    station.waiting.told > 0 && press(mark("disputed", t("told_n", { n: station.waiting.told })), acts.told, { quiet: true, class: "strip-press" }),
    station.waiting.former > 0 && press(mark("late", t("former_n", { n: station.waiting.former })), acts.more, { quiet: true, class: "strip-press" }),
    station.missing.length > 0 && h("span", { class: "strip-cell" }, mark("missed", t("missing_rows", { rows: station.missing.map(([a, b]) => (a === b ? a : `${a}–${b}`)).join(", ") }))),
    press(station.officer ? t("officer_is", { officer: station.officer }) : t("officer_none"), acts.officer, { quiet: true, class: "strip-press strip-officer" }),
  );
}

function linkMark() {
  if (station.link === "open") return mark("met", t("link_open"));
  if (station.link === "trouble") return mark("breach", t("link_trouble", { why: station.trouble }));
  return mark(station.link === "cut" ? "late" : "ahead", t(`link_${station.link}`));
}

function queueMark(now) {
  const { rows, earliest } = station.waiting;
  if (!rows) return mark("met", t("waits_none"));
  return mark("owed", t("waits", { rows, at: clock(Math.floor(earliest / 1000), zoneOfHouse(), now) }));
}

function listMark(now) {
  if (!station.pack) return mark("missed", t("list_none"));
  if (!alive(now)) return mark("missed", t("list_dead"));
  const values = { at: clock(station.pack.made, zoneOfHouse(), now), age: length(now - station.pack.made), dies: clock(station.pack.dies, zoneOfHouse(), now) };
  const worn = now - station.pack.made > (station.pack.dies - station.pack.made) / 2;
  return mark(worn ? "late" : "met", t(worn ? "list_worn" : "list_of", values));
}

/** The band of an emergency: no rule holds anybody back. @param {Element} where */
export function drawEmergency(where) {
  const runs = emergency();
  where.hidden = !runs;
  if (runs) where.replaceChildren( mark("breach", t("emergency", { cause: t(`cause_${runs.cause}`), at: clock(runs.since, zoneOfHouse(), seconds()) })));
}

/** The band of a roll-call: nobody passes until it is over; an emergency opens everything. @param {Element} where */
export function drawFrozen(where) {
  const now = seconds();
  const runs = emergency() ? null : frozen(now);
  where.hidden = !runs;
  if (runs) where.replaceChildren(mark("held", t("frozen", { at: clock(runs.since, zoneOfHouse(), now), until: clock(runs.until, zoneOfHouse(), now) })));
}
