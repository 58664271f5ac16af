// The desk: somebody is scanned, typed or tapped; who is expected now, who is inside, and what passed last.
import { showPassage } from "./checking.js";
import { alive, station, whereIs, zoneOfHouse } from "./holding.js";
import { deskHears, dialogOpen } from "./hearing.js";
import { hasCamera, look } from "./scanning.js";
import { dialog, fill, h, mark, press, refill } from "./showing.js";
import { sound } from "./sounding.js";
import { clock, t } from "./speaking.js";
import { seconds } from "./timing.js";
import { credentialIn } from "./vouching.js";

const SHOWN = 40; // rows of a list before it has to be narrowed by typing
const LAST = 12; // passages that can be seen and taken back at the desk
const LONGEST = 40; // signs of a custody or staff number; more is a credential or an address
const PLATE = /^[\u4e00-\u9fff][A-Z][A-Z0-9]{4,6}[\u4e00-\u9fff]?$|^WJ/;

/** @param {Element} where
 * @param {{record: (statements: any[], entry: any) => Promise<boolean>, officer: (code: string) => Promise<void>,
 *   takeBack: (entry: any) => void, news: (words: string, entry?: any) => void}} acts */
export function makeDesk(where, acts) {
  const work = h("div", { class: "desk-work" });
  const log = h("aside", { class: "desk-log", "aria-labelledby": "t-log" });
  const input = /** @type {HTMLInputElement} */ (
    h("input", { id: "scan", "data-code": true, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 2000, on: { input: () => drawList() } })
  );
  const submit = (event) => (event.preventDefault(), hear(input.value));
  const scan = h(
    "form",
    { class: "scan", role: "search", on: { submit } },
    h("label", { for: "scan" }, t("scan")),
    h("div", { class: "scan-line" }, input, h("button", { class: "press" }, t("find")), hasCamera() && press(t("camera"), openCamera, { quiet: true })),
  );
  const list = h("div", { class: "desk-list" });
  let tab = "expected";
  /** @type {ReturnType<typeof showPassage>|null} */
  let open = null;
  let next = ""; // scanned while somebody else stood here

  function hear(typed, begun = performance.now()) {
    const credential = credentialIn(typed.trim());
    if (credential) {
      input.value = "";
      return open ? open.vouch(credential, acts.news) : acts.news(t("credential_first"));
    }
    const code = typed.normalize("NFKC").trim().toUpperCase();
    if (!code) return;
    if (code.length > LONGEST) return acts.news(t("no_number"));
    if (!station.pack) return acts.news(t("list_none"));
    if (!station.officer) {
      input.value = "";
      return acts.officer(code);
    }
    if (open?.hear(code)) return;
    if (open?.touched() && !open.is(code)) {
      next = code;
      return acts.news(t("next_waits", { code }));
    }
    input.value = "";
    const found = find(code);
    if (!found.row) sound("unknown");
    acts.news("");
    open = showPassage(work, found, { record, cancel: close, begun });
  }

  async function record(statements, entry) {
    const kept = await acts.record(statements, entry);
    if (kept) close();
    return kept;
  }

  function close() {
    open = null;
    drawReady();
    if (!next) return;
    const code = next;
    next = "";
    hear(code);
  }

  function drawReady() {
    scan.querySelector("label").textContent = t(station.officer ? "scan" : "scan_officer");
    fill(work, scan, list);
    drawList();
    drawLog();
    input.focus({ preventScroll: true });
  }

  function drawList() {
    if (open || !station.officer) return fill(list);
    const typed = input.value.normalize("NFKC").trim().toUpperCase();
    const at = seconds();
    const all = alive(at) ? [...station.expected.values()] : [];
    const expected = (row) => !whereIs(row.subject) && row.leaves.some((leave) => leave.opens <= at && at < leave.closes);
    const lists = { expected: all.filter(expected), inside: all.filter((row) => whereIs(row.subject)) };
    const rows = lists[tab].filter((row) => !typed || row.subject.includes(typed) || row.masked?.includes(typed) || row.plate?.includes(typed));
    fill(
      list,
      h("div", { class: "tabs", role: "group", "aria-label": t("lists") }, ["expected", "inside"].map((name) => press(t(`tab_${name}`, { n: lists[name].length }), () => ((tab = name), drawList()), { quiet: true, "aria-pressed": String(tab === name) }))),
      !rows.length && h("p", { class: "empty" }, alive(at) ? t(typed ? "nobody_matches" : `nobody_${tab}`) : t("list_dead_why")),
      rows.length > 0 && h("ul", { class: "picks" }, rows.slice(0, SHOWN).map((row) => h("li", {}, pickOf(row)))),
      rows.length > SHOWN && h("p", { class: "soft" }, t("more_rows", { n: rows.length - SHOWN })),
    );
  }

  const pickOf = (row) => {
    const zone = whereIs(row.subject);
    return h(
      "button",
      { type: "button", class: "pick", on: { click: () => hear(row.subject) } },
      h("b", {}, row.masked ?? row.plate ?? ""),
      h("span", { class: "code" }, row.subject),
      h("span", { class: "soft" }, zone ? t(`zone_${zone}`) : t(`category_${row.category}`)),
    );
  };

  function drawLog() {
    const entries = station.log.slice(-LAST).reverse();
    const line = (entry) =>
      h(
        "li",
        { class: entry.undone ? "is-undone" : "" },
        h("time", {}, clock(entry.at, zoneOfHouse(), seconds())),
        mark(MARKS[entry.way], t(entry.overridden ? "log_overridden" : `log_${entry.way}`)),
        h("span", {}, entry.masked && h("b", {}, entry.masked, " "), h("span", { class: "code" }, entry.subject)),
        entry.undone ? h("span", { class: "soft" }, t("taken_back")) : press(t("take_back"), () => acts.takeBack(entry), { quiet: true, "aria-label": t("take_back_of", { subject: entry.subject }) }),
      );
    refill(log, h("h2", { id: "t-log" }, t("last")), entries.length ? h("ol", {}, entries.map(line)) : h("p", { class: "empty" }, t("last_none")));
  }

  function openCamera() {
    const stop = new AbortController();
    const video = h("video", { muted: true, playsinline: true, "aria-label": t("camera_sees") });
    const box = dialog(t("camera"), () => [video, h("p", { class: "soft" }, t("camera_lead"))], t("close"));
    box.addEventListener("close", () => stop.abort());
    look(/** @type {HTMLVideoElement} */ (video), stop.signal)
      .then((code) => (box.close(), code && hear(code)))
      .catch(() => (box.close(), acts.news(t("camera_refused"))));
  }

  addEventListener("keydown", (event) => {
    if (!open || dialogOpen() || event.defaultPrevented) return;
    const at = /** @type {HTMLElement} */ (event.target);
    if (event.code === "Escape") return close();
    if (at.matches("button, a, summary, textarea, select, #declared, .vehicle input, input[type=radio]")) return;
    if (event.code === "Space") {
      event.preventDefault();
      if (!event.repeat) open.usual();
    } else if (event.code === "Enter" && !at.closest("form")) open.primary();
  });
  deskHears(hear);
  fill(where, work, log);
  drawReady();
  return { drawLog, refresh: () => (open ? null : drawReady()), list: drawList, hear };
}

const MARKS = { in: "met", out: "out", turned: "barred" };

/** Who or what a number is: by the pack, by a plate that it knows, else what the number looks like. */
function find(code) {
  const byPlate = () => [...station.expected.values()].find((row) => row.plate === code);
  const row = station.expected.get(code) ?? byPlate() ?? null;
  const category = row?.category ?? (PLATE.test(code) ? "vehicle" : "person");
  return { subject: row?.subject ?? code, category, row };
}
