// What the officer sees or is told: a row a question, in the order of the protocol's table, and one press that
// says all the usual answers in words. Nothing is filled in that nobody said.
import { fault, h, mark } from "./showing.js";
import { has, pick, t } from "./speaking.js";

/** Show of the questions that the record may answer too only those on which it is silent, or does not suffice.
 * @param {Element} where @param {any} table @param {Record<string, any>} told @param {(id: string) => boolean} asked */
export function narrow(where, table, told, asked) {
  for (const column of table.inputs.filter((each) => each.from === "either")) {
    const row = where.querySelector(`[data-input="${column.id}"]`);
    if (row) row.hidden = told[column.id] != null && !asked(column.id);
  }
}

const TAPS = ["36.0", "36.1", "36.2", "36.3", "36.4", "36.5", "36.6", "36.7", "36.8", "36.9", "37.0", "37.1"];
// What a thermometer can have shown of somebody who stands at a gate; anything else is a slip of the finger.
const [COLDEST, WARMEST] = [300, 450];

/** The answers with which the table lets in, as far as an officer gives them: no number among them.
 * @param {any} table */
export function usualAnswers(table) {
  const admitting = table.rules.filter((rule) => rule.verdict === "admit" && !rule.lifts);
  const widest = admitting.sort((a, b) => b.when.length - a.when.length)[0];
  const usual = {};
  for (const [number, test] of widest?.when ?? []) {
    const column = table.inputs[number];
    const [[operator, operand] = []] = test.length === 1 ? test[0] : [];
    if (column.from !== "record" && operator === "is") usual[column.id] = operand;
  }
  return usual;
}

/** An answer in words: "codes green", or its label and yes or no where there are no words of its own. */
export function inWords(column, value) {
  const word = `answer_${column.id}_${value}`;
  if (has(word)) return t(word);
  return `${pick(column.label)}${t("colon")}${column.type === "boolean" ? t(value ? "yes" : "no") : value}`;
}

/** The questions of a passage. `answers` is filled in place; `judge` is called after each change.
 * @param {any} one the passage @param {Record<string, any>} usual @param {Record<string, any>} told by the record
 * @param {() => void} judge */
export function answerRows(one, usual, told, judge) {
  const asked = one.table.inputs.filter((column) => column.from !== "record");
  const numbers = asked.filter((column) => column.type === "number");
  const others = asked.filter((column) => column.type !== "number");
  const press = usualPress(one, asked.filter((column) => column.id in usual), usual, judge);
  return h(
    "div",
    { class: "answers" },
    numbers.map((column) => numberRow(one, column, judge)),
    press,
    h("div", { class: "answer-rows" }, others.map((column) => choiceRow(one, column, usual, judge))),
    one.category === "person" && declaredRow(one),
  );
}

/** One press for all that is usual. What was answered otherwise before stays as it was said. */
function usualPress(one, columns, usual, judge) {
  if (!columns.length) return null;
  const act = () => {
    for (const column of columns) {
      if (one.answers[column.id] != null) continue;
      one.answers[column.id] = usual[column.id];
      const radio = document.querySelector(`[name="in-${column.id}"][value="${usual[column.id]}"]`);
      if (radio) radio.checked = true;
    }
    judge();
    one.next();
  };
  const words = columns.map((column) => inWords(column, usual[column.id])).join(t("comma"));
  return h("button", { type: "button", class: "usual", on: { click: act } }, h("span", { class: "usual-name" }, t("usual"), h("kbd", {}, t("key_space"))), h("span", { class: "usual-words" }, words));
}

function choiceRow(one, column, usual, judge) {
  const values = column.type === "boolean" ? [true, false] : column.codes;
  const first = usual[column.id];
  const sorted = first === undefined ? values : [first, ...values.filter((value) => value !== first)];
  const pickOne = (value) => () => {
    one.answers[column.id] = value;
    judge();
  };
  return h(
    "fieldset",
    { class: "answer", "data-input": column.id },
    h("legend", {}, pick(column.label)),
    h(
      "div",
      { class: "segments" },
      sorted.map((value) => {
        const radio = h("input", { type: "radio", name: `in-${column.id}`, value: String(value), checked: one.answers[column.id] === value, on: { change: pickOne(value) } });
        return h("label", { class: `segment${first !== undefined && value !== first ? " is-otherwise" : ""}` }, radio, h("span", {}, short(column, value)));
      }),
    ),
  );
}

function short(column, value) {
  const word = `code_${column.id}_${value}`;
  if (has(word)) return t(word);
  return column.type === "boolean" ? t(value ? "yes" : "no") : String(value);
}

/** A number is typed as a gloved hand types it: 365 is 36.5. */
function numberRow(one, column, judge) {
  const heat = column.unit === "Cel";
  const set = () => {
    const value = whole(input.value, column);
    const wrong = value === undefined || (heat && value !== null && (value < COLDEST || value > WARMEST));
    one.answers[column.id] = wrong ? null : value;
    return wrong;
  };
  const typed = () => {
    const enough = heat && /^\d{3}$/.test(input.value) ? set() : (set(), false);
    mend(input, enough);
    judge();
  };
  const left = () => {
    const wrong = set();
    if (heat && one.answers[column.id] != null) input.value = (one.answers[column.id] / 10).toFixed(1);
    mend(input, wrong);
    judge();
  };
  const input = /** @type {HTMLInputElement} */ (
    h("input", { id: `in-${column.id}`, name: `in-${column.id}`, inputmode: "decimal", autocomplete: "off", maxlength: 6, on: { input: typed, change: left } })
  );
  if (one.answers[column.id] != null) input.value = String(one.answers[column.id] / column.per);
  const tap = (value) => () => {
    input.value = value;
    left();
  };
  return h(
    "div",
    { class: "field reading-field", "data-input": column.id },
    h("label", { for: `in-${column.id}` }, pick(column.label), " ", h("span", { class: "soft" }, heat ? "°C" : (t(`unit_${column.unit}`)))),
    input,
    heat && h("span", { class: "taps", "aria-hidden": "true" }, TAPS.map((value) => h("button", { type: "button", tabindex: "-1", on: { click: tap(value) } }, value))),
  );
}

function mend(input, wrong) {
  const had = document.activeElement;
  fault(input, wrong ? t("number_wrong") : null);
  if (had instanceof HTMLElement) had.focus();
}

/** Whole parts of the unit; null for nothing, undefined for what is no number. @param {string} typed */
export function whole(typed, column) {
  const plain = typed.normalize("NFKC").trim().replace(/[,，。．]/, ".");
  if (plain === "") return null;
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  if (column.unit === "Cel" && /^\d{3}$/.test(plain)) return Number(plain);
  const value = Math.round(Number(plain) * column.per * 1000) / 1000;
  return Number.isInteger(value) ? value : undefined;
}

/** Where they have been and with whom, in words, if they say so. */
function declaredRow(one) {
  const input = h("input", { id: "declared", maxlength: 2000, autocomplete: "off", on: { input: (event) => (one.declared = event.target.value.trim()) } });
  return h("details", { class: "declared" }, h("summary", {}, mark("ahead", t("declared_more"))), h("div", { class: "field" }, h("label", { for: "declared" }, t("declared_label")), input));
}
