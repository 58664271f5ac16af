// What is asked for seldom: who stands here, what came back from the server, what an earlier station left, and the end.
import { alive, emergency, station } from "./holding.js";
import { hearing } from "./hearing.js";
import { formerLocks } from "./locking.js";
import { openFormer } from "./door.js";
import { seen, told } from "./queueing.js";
import { dialog, fault, field, fill, h, mark, press } from "./showing.js";
import { has, t } from "./speaking.js";
import { seconds } from "./timing.js";

/** Whoever stands at the gate scans their own number. @param {(code: string) => Promise<void>} done */
export function askOfficer(done, given = "") {
  let doubted = "";
  const take = async (code) => {
    const typed = code.trim().toUpperCase();
    const input = box.querySelector("input");
    input.value = typed;
    if (!typed || typed.length > 40) return fault(input, t("number_missing"));
    const known = !alive(seconds()) || station.pack.officers.includes(typed);
    if (!known && doubted !== typed) {
      doubted = typed;
      return fault(input, t("officer_unknown"));
    }
    box.close();
    return done(typed);
  };
  const submit = (event) => (event.preventDefault(), take(event.target.querySelector("input").value));
  const box = dialog(
    t("officer_title"),
    () => [
      h("p", { class: "soft" }, t("officer_lead")),
      h("form", { on: { submit }, novalidate: true }, field("officer", t("officer_label"), { "data-code": true, maxlength: 40, autocapitalize: "characters" }), h("button", { class: "press press-wide" }, t("officer_take"))),
    ],
    t("close"),
  );
  hearing(box, take);
  if (given) take(given);
}

/** Rows that the server disputed, refused or could not read, with its reason: kept until somebody has seen them. */
export async function showTold(changed) {
  const box = dialog(t("told_title"), () => [h("div", { class: "told" })], t("close"));
  const draw = async () => {
    const rows = await told(station.keys, station.term);
    const marks = { disputed: "disputed", refused: "barred", malformed: "breach" };
    const line = (row) =>
      h(
        "li",
        {},
        mark(marks[row.outcome], t(`outcome_${row.outcome}`)),
        h("p", {}, h("b", {}, has(`kind_${row.statement.body.kind.split("/")[0]}`) ? t(`kind_${row.statement.body.kind.split("/")[0]}`) : row.statement.body.kind), " ", h("span", { class: "code" }, row.statement.body.subject ?? ""), " · ", row.statement.occurred.slice(0, 16).replace("T", " "), "Z"),
        (row.rules ?? []).map((rule) => h("p", {}, rule.says || rule.rule)),
        press(t("told_seen"), async () => { await seen(row.sequence); await draw(); changed(); }, { quiet: true }),
      );
    fill(box.querySelector(".told"), h("p", { class: "soft" }, t("told_lead")), rows.length ? h("ul", {}, rows.map(line)) : h("p", { class: "empty" }, t("told_none")));
  };
  await draw();
}

/** Why a passage is taken back. @param {any} entry @param {(reason: string) => Promise<void>} done */
export function askTakeBack(entry, done) {
  const submit = async (event) => {
    event.preventDefault();
    const input = box.querySelector("input");
    if (!input.value.trim()) return fault(input, t("reason_missing"));
    box.close();
    return done(input.value.trim());
  };
  const usual = (word) => press(t(word), () => (box.close(), done(t(word))), { quiet: true, class: "press-wide" });
  const box = dialog(
    t("take_back_title", { subject: entry.subject }),
    () => [
      h("p", { class: "soft" }, t("take_back_lead")),
      usual("slip_number"), usual("slip_way"), usual("slip_twice"),
      h("form", { on: { submit }, novalidate: true }, field("reason", t("reason"), { maxlength: 2000 }), h("button", { class: "press press-wide" }, t("take_back"))),
    ],
    t("close"),
  );
}

/** @param {{lock: () => void, signOut: () => void, emergency: (cause: string) => Promise<void>,
 *   adopt: (lock: any, keys: any) => Promise<void>, persistent: boolean}} acts */
export async function showMore(acts) {
  const former = await formerLocks();
  const causes = ["fire", "earthquake", "flood", "medical", "disorder", "other"];
  const box = dialog(
    t("more"),
    (close) => [
      h("p", { class: "soft" }, t("device_is", { device: station.device }), " ", mark(acts.persistent ? "met" : "late", t(acts.persistent ? "kept_safe" : "kept_unsafe"))),
      former.map(({ lock, rows }) => formerRow(lock, rows, acts)),
      !emergency() && h(
        "details",
        { class: "declare" },
        h("summary", {}, mark("breach", t("emergency_declare"))),
        h("p", {}, t("emergency_lead")),
        h("div", { class: "declare-causes" }, causes.map((cause) => press(t(`cause_${cause}`), () => (close(), acts.emergency(cause)), { quiet: true }))),
      ),
      press(t("lock"), () => (close(), acts.lock()), { quiet: true, class: "press-wide" }),
      h("details", {}, h("summary", {}, t("sign_out_station")), h("p", {}, t("sign_out_lead")), press(t("sign_out_do"), () => (close(), acts.signOut()), { quiet: true, class: "press-wide" })),
    ],
    t("close"),
  );
  return box;
}

function formerRow(lock, rows, acts) {
  const submit = async (event) => {
    event.preventDefault();
    const input = event.target.querySelector("input");
    const keys = await openFormer(lock, input.value);
    if (!keys) return fault(input, t("pin_wrong_former"));
    await acts.adopt(lock, keys);
    return event.target.replaceWith(mark("met", t("adopted", { n: rows })));
  };
  return h(
    "form",
    { class: "former", on: { submit }, novalidate: true },
    h("p", {}, mark("owed", t("former_rows", { n: rows }))),
    field(`pin-${lock.term}`, t("pin_former"), { type: "password", inputmode: "numeric", autocomplete: "off" }),
    h("button", { class: "press" }, t("former_open")),
  );
}
