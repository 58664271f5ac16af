// @ts-check
/**
 * The verdict at a gate, without a network: the same as `obligations/passing.py` and `protocol/compiling.py`,
 * function by function. No clock, no storage, no page: everything comes in as an argument. A differential test
 * runs both over the same cases.
 *
 * @typedef {number | boolean | string | null} Value whole parts of an input's unit, a flag, a code; null: unknown
 * @typedef {Record<string, Value | undefined>} Told
 * @typedef {{id: string, type: string, codes: string[], per: number, from: string, label: Object, unit: ?string}} Column
 * @typedef {[string, any]} Atom
 * @typedef {{id: string, when: [number, Atom[][]][], verdict: string, say: Object, cite: string[], lifts: boolean}} Rule
 * @typedef {{id: string, version: string, first: boolean, inputs: Column[], rules: Rule[], otherwise: Object}} Table
 * @typedef {{kind: string, basis: string, zone: ?string, opens: number, closes: number, conditions: ?string}} Leave
 * @typedef {{since: number, hours: number, broken: boolean}} Gap
 * @typedef {{subject: string, category: string, leaves: Leave[], isolating: [number, ?number][], tested: number[],
 *   gap: ?Gap, goods?: ?string, disinfected?: ?boolean, rests_until?: ?number, result?: ?string}} Row
 * @typedef {{verdict: string, rule: ?string, say: Object, mattered: string[], open: string[]}} Passing
 */

export const TABLES = { person: "gate.verdict", vehicle: "gate.vehicle", consignment: "gate.goods" };
const HOUR = 3600;
const OF_RECORD = [
  "authorised", "override", "quarantine_open", "gap_unexplained", "test_age", "goods", "disinfected",
];

/**
 * What the gate says of somebody or something.
 *
 * @param {Table} table
 * @param {?Row} row null for whoever is not in the pack
 * @param {Told} answers an answer to what the record alone tells is not heard
 * @param {{at: number, zone: string, emergency: boolean, alive?: boolean}} now `at`: seconds since 1970; `alive`:
 *   false once the pack may not be decided on
 * @returns {Passing}
 */
export function verdict(table, row, answers, { at, zone, emergency, alive = true }) {
  const heard = /** @type {Told} */ ({});
  for (const column of table.inputs) {
    if (column.from !== "record") heard[column.id] = own(answers, column.id);
  }
  const values = known(row, heard, { at, zone, alive });
  values.emergency = emergency;
  const read = evaluate(table, values);
  const open = table.inputs
    .filter((column) => read.mattered.includes(column.id) && fitting(column, own(values, column.id)) === null)
    .map((column) => column.id);
  return { ...read, open };
}

/**
 * What is known of each input: the record first, and the officer where it is silent. Of two negative tests the
 * fresher counts.
 *
 * @param {?Row} row
 * @param {Told} answers
 * @param {{at: number, zone: string, alive?: boolean}} now
 * @returns {Told}
 */
export function known(row, answers, { at, zone, alive = true }) {
  const record = alive ? ofRecord(row, at, zone) : /** @type {Told} */ ({});
  const told = { ...answers };
  for (const name of OF_RECORD) {
    const said = record[name] ?? null;
    if (name === "test_age") told[name] = fresher(said, own(answers, name));
    else told[name] = said ?? own(answers, name);
  }
  return { ...told, ...stood(alive ? row : null, told.goods, at) };
}

/**
 * The first row that matches speaks; where none does, the gate holds.
 *
 * @param {Table} table
 * @param {Told} told
 * @returns {Omit<Passing, "open">}
 */
export function evaluate(table, told) {
  const values = table.inputs.map((column) => fitting(column, own(told, column.id)));
  const looked = new Set();
  for (const rule of table.rules) {
    const failed = rule.when.find(([number, test]) => !passes(test, values[number]));
    if (failed === undefined) {
      for (const [number] of rule.when) looked.add(number);
      const mattered = table.inputs.filter((_, number) => looked.has(number)).map((column) => column.id);
      return { rule: rule.id, verdict: rule.verdict, say: rule.say, mattered };
    }
    if (table.first) looked.add(failed[0]);
  }
  return { rule: null, verdict: "hold", say: table.otherwise, mattered: table.inputs.map((column) => column.id) };
}

/**
 * The value, if it is one that the input can hold; else null, which is unknown.
 *
 * @param {Column} column
 * @param {Value | undefined} value
 * @returns {Value}
 */
export function fitting(column, value) {
  if (column.type === "boolean") return typeof value === "boolean" ? value : null;
  if (column.type === "code") return typeof value === "string" && column.codes.includes(value) ? value : null;
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

/**
 * A value as a fact holds it: `36.5`, `true`, `green`; what no decimal can say is a fraction, `172801/3600`.
 *
 * @param {Column} column
 * @param {Value} value
 * @returns {string}
 */
export function spoken(column, value) {
  if (typeof value !== "number" || column.per === 1) return String(value);
  const [ten, per] = [BigInt(value) * 10n, BigInt(column.per)];
  if (ten % per !== 0n) return `${value}/${column.per}`;
  const tenths = ten / per;
  const size = tenths < 0n ? -tenths : tenths;
  return `${tenths < 0n ? "-" : ""}${size / 10n}${size % 10n ? `.${size % 10n}` : ""}`;
}

/** @param {Told} told @param {string} name @returns {Value} what was said under that very name */
function own(told, name) {
  return Object.hasOwn(told, name) ? (told[name] ?? null) : null;
}

/** What the pack knows. Whoever is not in it was let in by nobody, and nothing else is known of them.
 * @param {?Row} row @param {number} at @param {string} zone @returns {Told} */
function ofRecord(row, at, zone) {
  if (row === null) return { authorised: false, override: false };
  const kinds = row.leaves.filter((leave) => holds(leave, at, zone)).map((leave) => leave.kind);
  return {
    authorised: kinds.length > 0,
    override: kinds.includes("override"),
    quarantine_open: row.isolating.some(([first, last]) => first <= at && (last === null || at < last)),
    gap_unexplained: kinds.every((kind) => kind === "roster") && gapes(row.gap, at),
    test_age: row.tested.filter((sampled) => sampled <= at).map((sampled) => at - sampled).reduce(fresher, null),
    goods: row.goods ?? null,
    disinfected: row.disinfected ?? null,
  };
}

/** Whether a consignment has rested and what its sample found; of goods only food must, and is asked.
 * @param {?Row} row @param {Value | undefined} goods @param {number} at @returns {Told} */
function stood(row, goods, at) {
  if (typeof goods !== "string") return { rest: null, sample: null };
  const food = goods === "food";
  const [result, until] = [row?.result ?? null, row?.rests_until ?? null];
  const over = until !== null && until <= at;
  const found = ["negative", "positive"].includes(result ?? "") ? result : "unclear";
  return {
    rest: food ? (over ? "over" : "running") : "none_needed",
    sample: result === null ? (food ? "awaited" : "none_needed") : found,
  };
}

/** Whether a leave opens that zone now. @param {Leave} leave @param {number} at @param {string} zone */
function holds(leave, at, zone) {
  return [null, "guarded", zone].includes(leave.zone) && leave.opens <= at && at < leave.closes;
}

/** @param {?Gap} gap @param {number} at @returns {boolean} whether staff were away longer than nobody need explain */
function gapes(gap, at) {
  return gap !== null && (gap.broken || at - gap.since > gap.hours * HOUR);
}

/** @param {Value} one @param {Value} other @returns {Value} the younger of two ages, both from 0 up */
function fresher(one, other) {
  const ages = [one, other].filter((age) => typeof age === "number" && Number.isSafeInteger(age) && age >= 0);
  return ages.length ? Math.min(.../** @type {number[]} */ (ages)) : null;
}

/** @param {Atom[][]} test @param {Value} value */
function passes(test, value) {
  return test.some((atoms) => atoms.every(([operator, operand]) => agrees(operator, operand, value)));
}

/** @param {string} operator @param {any} operand @param {Value} value */
function agrees(operator, operand, value) {
  if (operator === "unknown") return value === null;
  if (value === null) return false;
  if (operator === "known") return true;
  if (operator === "is" || operator === "not") return (value === operand) === (operator === "is");
  const over = BigInt(/** @type {number} */ (value)) * BigInt(operand[1]) - BigInt(operand[0]);
  if (over === 0n) return ["", "<=", ">="].includes(operator);
  return (over > 0n ? [">", ">="] : ["<", "<="]).includes(operator);
}
