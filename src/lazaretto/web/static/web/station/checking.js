// One passage: who or what it is, what the record says, what the officer sees, and the verdict while it is typed.
import { known, TABLES, verdict } from "./deciding.js";
import { alive, emergency, station, whereIs, zoneOfHouse } from "./holding.js";
import { answerRows, narrow, usualAnswers } from "./answering.js";
import { showVehicle } from "./loading.js";
import { askOverride } from "./overriding.js";
import { fill, h, mark, press, shape } from "./showing.js";
import { sound } from "./sounding.js";
import { clock, has, length, pick, t } from "./speaking.js";
import { entering, leaving, newPassage, overriding, turning } from "./stating.js";
import { seconds } from "./timing.js";
import { vouch } from "./vouching.js";

const MARKS = { admit: "met", hold: "held", refuse: "barred", out: "out", open: "ahead" };
const ZONES = ["administration", "guarded"];
const LEAVES = ["authorised", "override", "emergency"]; // said above, beside the number
const FLAGS = ["gap_unexplained"]; // said only where raised

/** Show a passage until it is recorded or left. `record` is handed the statements and the entry of the log.
 * @param {Element} where @param {{subject: string, category: string, row: any}} found
 * @param {{record: (statements: any[], entry: any) => Promise<boolean>, cancel: () => void, begun: number}} how */
export function showPassage(where, found, { record, cancel, begun }) {
  const inside = whereIs(found.subject);
  const one = {
    ...found, passage: newPassage(), way: inside ? "out" : "in", zone: inside ?? zoneFor(found.row),
    answers: {}, declared: "", seen: {}, busy: false, next,
    get table() { return station.pack?.tables[TABLES[this.category]] ?? noTable(TABLES[this.category]); },
  };
  let told = ""; // the verdict that was last said aloud
  const live = h("div", { class: "verdict-live", role: "status", "aria-atomic": "true" });
  const acts = h("div", { class: "verdict-acts" });
  const panel = h("section", { class: "verdict", "aria-label": t("verdict") }, live, acts);
  const left = h("div", { class: "passage-left" });
  const form = h("form", { class: "passage", novalidate: true, on: { submit: (event) => (event.preventDefault(), primary()) } }, left, panel);

  const now = () => ({ at: seconds(), zone: one.zone, emergency: !!emergency(), alive: alive(seconds()) });
  /** The verdict, which of its open questions the officer can answer, and how it looks. */
  function judged() {
    if (one.way === "out") return { look: "out", said: null, awaited: [], unknown: [] };
    const said = verdict(one.table, one.row, one.answers, now());
    const rule = one.table.rules.find((each) => each.id === said.rule); // none: the table does not speak of this
    const unanswered = one.table.inputs.filter((column) => said.open.includes(column.id));
    const fallback = !rule || !rule.when.length;
    const awaited = fallback ? unanswered.filter((column) => column.from !== "record") : [];
    return { look: awaited.length ? "open" : said.verdict, said, awaited, unknown: fallback ? unanswered : [] };
  }

  function judge() {
    const { look, said, awaited, unknown } = judged();
    panel.className = `verdict is-${look}`;
    const missing = look === "open" ? awaited : unknown.filter((column) => column.from === "record");
    const labels = missing.map((column) => pick(column.label)).join(t("comma"));
    const state = `${look} ${said?.rule} ${labels}`;
    if (said) {
      const rule = one.table.rules.find((each) => each.id === said.rule);
      const tested = (id) => one.answers[id] != null || rule?.when.some(([number]) => one.table.inputs[number].id === id);
      narrow(left, one.table, known(one.row, {}, now()), (id) => said.verdict !== "admit" && tested(id));
    }
    if (state !== told) {
      fill(
        live,
        h("p", { class: "verdict-word" }, shape(MARKS[look]), h("span", {}, t(`word_${look}`))),
        h("p", { class: "verdict-say" }, say(look, said, labels)),
        look !== "open" && labels && h("p", { class: "soft" }, t("not_known", { what: labels })),
      );
      fill(acts, ...presses(look));
      if (look !== "open" && look !== "out") sound(look);
      told = state;
    }
    requestAnimationFrame(() => dispatchEvent(new CustomEvent("station:verdict", { detail: performance.now() - begun })));
  }

  function say(look, said, labels) {
    if (look === "out") return t("out_say", { zone: t(`zone_${one.zone}`) });
    return look === "open" ? t("still_open", { what: labels }) : pick(said.say);
  }

  function presses(look) {
    const enter = (word, extra = "") => h("button", { class: `press press-record ${extra}` }, t(word), h("kbd", {}, "Enter"));
    if (look === "out" || look === "admit") return [enter(look === "out" ? "record_out" : "record_in"), leave()];
    const quiet = [press(t("override"), override, { quiet: true }), leave()];
    if (look === "open") return [enter("record_next", "is-waiting"), press(t("record_as_held"), () => turn(), { quiet: true }), ...quiet];
    return [enter(look === "hold" ? "record_hold" : "record_refuse"), ...quiet];
  }
  const leave = () => press(t("leave_unrecorded"), cancel, { quiet: true, key: "Esc" });

  function primary() {
    const { look, said, awaited } = judged();
    if (look === "out") return finish(leaving(one), "out", null);
    if (look === "open") return first(awaited);
    if (look === "admit") return finish(entering(one, said, basis(one)), "in", said.verdict);
    return turn();
  }
  function turn() {
    const { said } = judged();
    return finish(turning(one, said), "turned", said.verdict);
  }
  const override = () =>
    askOverride(one, (authority, reason) => {
      const { said } = judged();
      return authority
        ? finish(overriding(one, said, authority, reason), "in", said.verdict, true)
        : finish(entering(one, said, null), "in", said.verdict);
    });

  async function finish(statements, way, said, overridden = false) {
    if (one.busy) return;
    one.busy = true;
    const { passage, subject, category, zone, row } = one;
    const at = seconds();
    const kept = await record(statements, {
      passage, subject, category, masked: row?.masked ?? null, way, zone, verdict: said, at, overridden, before: inside,
      facts: statements.map((each) => each.id),
    });
    one.busy = kept; // what could not be stored may be tried again
  }

  /** After a press that answers much: to what is still open, else to the record's press. */
  function next() {
    const { look, awaited } = judged();
    if (look === "open") first(awaited);
    else acts.querySelector(".press-record")?.focus({ preventScroll: true });
  }

  /** Lead the hand to the first question that is open. */
  const first = (awaited) => left.querySelector(`[name="in-${awaited[0]?.id}"]`)?.focus();

  function drawAll() {
    told = "";
    const usual = one.way === "in" ? usualAnswers(one.table) : {};
    fill(
      left,
      heading(one, () => { one.zone = one.way === "out" ? (inside ?? one.zone) : zoneFor(one.row, inside); drawAll(); }, judge),
      one.way === "in" && one.category === "vehicle" && showVehicle(one),
      one.way === "in" && !emergency() && recordRows(one, now()),
      one.way === "in" && !emergency() && answerRows(one, usual, known(one.row, one.answers, now()), judge),
    );
    judge();
  }
  fill(where, form);
  drawAll();
  (left.querySelector("input[inputmode=decimal]") ?? acts.querySelector("button"))?.focus({ preventScroll: true });
  return {
    primary,
    /** A further scan while this one is open: what a vehicle carries, or null for somebody else's turn. */
    hear: (code) => one.category === "vehicle" && one.way === "in" && one.seen.hear?.(code),
    /** A credential speaks for a person who goes in. */
    vouch: (text, tell) => {
      if (one.category !== "person" || one.way !== "in") return;
      vouch(one, text, tell, () => { drawAll(); next(); });
    },
    is: (code) => code === one.subject,
    touched: () => Object.values(one.answers).some((value) => value != null) || one.declared !== "",
    /** By the space bar: the focus stays, so that a second stroke records nothing. */
    usual: () => {
      const had = /** @type {HTMLElement|null} */ (document.activeElement);
      left.querySelector(".usual")?.click();
      had?.focus({ preventScroll: true });
    },
  };
}

/** Where no protocol in force speaks of this, it holds and says so; what happens is recorded all the same. */
const noTable = (id) => ({ id, version: "", first: true, inputs: [], rules: [], otherwise: t("no_table") });

/** The zone that a person's leave names; else the one that was last entered here. */
function zoneFor(row, from = null) {
  if (from === "administration") return "guarded";
  const at = seconds();
  const zones = (row?.leaves ?? []).filter((leave) => leave.opens <= at && at < leave.closes).map((leave) => leave.zone);
  return zones.length && zones.every((zone) => zone === zones[0] && zone) ? zones[0] : station.zone;
}

/** The leave on which somebody goes in, as the fact names it. */
function basis(one) {
  return leaveOf(one)?.basis ?? null;
}

function leaveOf(one) {
  const at = seconds();
  if (!alive(at)) return null;
  const fits = (leave) => [null, "guarded", one.zone].includes(leave.zone) && leave.opens <= at && at < leave.closes;
  return (one.row?.leaves ?? []).find(fits) ?? null;
}

/** Who it is, and which way they go. */
function heading(one, turned, judge) {
  const leave = leaveOf(one);
  const told = one.row?.post ? [h("span", { class: "soft" }, has(`post_${one.row.post}`) ? t(`post_${one.row.post}`) : one.row.post)] : [];
  const line = leave
    ? [mark("met", t(`basis_${leave.kind}`)), h("span", { class: "soft" }, leave.kind === "roster" ? "" : leave.basis), leave.conditions && h("b", {}, leave.conditions)]
    : [mark("breach", t(!alive(seconds()) ? "list_dead" : one.row ? "basis_none" : "basis_stranger"))];
  return h(
    "header",
    { class: "who" },
    h("h2", {}, one.row?.masked && h("span", { class: "who-name" }, one.row.masked), h("span", { class: "code" }, one.subject), ...told),
    one.way === "in" && !emergency() && h("p", { class: "who-basis" }, ...line),
    h(
      "div",
      { class: "who-ways" },
      choice("way", t("way"), ["in", "out"], one.way, (way) => ((one.way = way), turned()), "way"),
      choice("zone", t(one.way === "out" ? "zone_from" : "zone_to"), ZONES, one.zone, (zone) => { one.zone = zone; judge(); }, "zone"),
      !one.row && choice("category", t("category"), Object.keys(TABLES), one.category, (category) => ((one.category = category), turned()), "category"),
    ),
  );
}

function choice(name, label, values, chosen, act, words) {
  return h(
    "fieldset",
    { class: "segments" },
    h("legend", { class: "unseen" }, label),
    values.map((value) =>
      h("label", { class: "segment" }, h("input", { type: "radio", name: `the-${name}`, value, checked: value === chosen, on: { change: () => act(value) } }), h("span", {}, t(`${words}_${value}`))),
    ),
  );
}

/** What the record says, and how old that is. */
function recordRows(one, now) {
  const told = known(one.row, {}, now);
  const plain = (column) => !LEAVES.includes(column.id) && !(FLAGS.includes(column.id) && told[column.id] === false);
  const columns = one.table.inputs.filter((column) => column.from !== "officer" && plain(column) && told[column.id] != null);
  const dead = !now.alive;
  if (!columns.length && !dead) return null;
  return h(
    "section",
    { class: "record", "aria-label": t("record_says") },
    h("h3", {}, t("record_says"), " ", h("span", { class: "soft" }, dead ? t("pack_dead") : t("pack_of", { at: clock(station.pack.made, zoneOfHouse(), now.at), age: length(now.at - station.pack.made) }))),
    columns.length > 0 && h("ul", {}, columns.map((column) => h("li", {}, h("span", {}, pick(column.label)), h("b", {}, recorded(column, told[column.id]))))),
  );
}

function recorded(column, value) {
  if (column.type === "boolean") return t(value ? "yes" : "no");
  if (column.unit === "h") return t("hours", { n: Math.floor(value / column.per) }); // as the rule counts it
  const word = `code_${column.id}_${value}`;
  return has(word) ? t(word) : String(value);
}
