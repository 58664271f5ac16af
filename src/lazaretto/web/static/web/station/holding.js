// What the station holds while it is open, in one place; who wants to know of a change says so.

/** @typedef {{subject: string, category: string, masked: string|null, post: string|null, leaves: any[],
 *   inside: {zone: string, since: number}|null, [more: string]: any}} Expected a row of the pack */
/** @typedef {{passage: string, subject: string, category: string, masked: string|null, way: "in"|"out"|"turned",
 *   zone: string, verdict: string|null, at: number, sequence: number, facts: string[],
 *   before: string|null, undone?: boolean}} Entry
 *   of the log; `sequence` is the number of its last row */

export const station = {
  code: decodeURIComponent(location.pathname.split("/")[2]),
  /** @type {import("./sealing.js").Keys|null} */
  keys: null,
  term: "",
  queue: "", // which browser's count the sequence numbers are
  token: "",
  device: "",
  /** @type {any} the pack, or null before the first */
  pack: null,
  /** @type {Map<string, Expected>} */
  expected: new Map(),
  /** @type {Entry[]} oldest first */
  log: [],
  officer: "",
  zone: "administration",
  link: "starting", // or: open, cut, trouble
  trouble: "",
  waiting: { rows: 0, earliest: null, told: 0 },
  missing: [],
  /** @type {null|{emergency: string, cause: string, since: number, statement: any, sequence: number|null}} declared
   * here, and no pack answers for it yet; `sequence`: its row, null while none could be put */
  declared: null,
};

export const root = () => `/api/v1/gate/${encodeURIComponent(station.code)}`;
export const here = () => `/facilities/${encodeURIComponent(station.code)}/gate`;
export const zoneOfHouse = () => station.pack?.zone ?? "Asia/Shanghai";
export const emergency = () => station.declared ?? station.pack?.emergency ?? null;

/** The roll-call that holds the gate, by the pack; null once it is over, or holds nobody longer. @param {number} at */
export const frozen = (at) => (station.pack?.frozen && at < station.pack.frozen.until ? station.pack.frozen : null);

/** True while the pack may be decided on. @param {number} at seconds */
export const alive = (at) => !!station.pack && !station.pack.dead && at < station.pack.dies;

/** Take up a pack. @param {any} pack */
export function takeUp(pack) {
  station.pack = pack;
  station.expected = new Map(pack.expected.map((row) => [row.subject, row]));
  const row = station.declared?.sequence;
  if (row ? row <= (pack.upTo ?? 0) : pack.emergency) station.declared = null; // it may have been ended since
}

/** Where somebody is, by the pack and what was recorded here since. @param {string} subject
 * @returns {string|null} a zone, or null for outside */
export function whereIs(subject) {
  const told = station.pack?.upTo ?? 0; // rows up to this number had reached the server when it made the pack
  const last = station.log.findLast((one) => one.subject === subject && one.way !== "turned");
  if (last && last.sequence > told) return last.undone ? last.before : last.way === "in" ? last.zone : null;
  return station.expected.get(subject)?.inside?.zone ?? null;
}

const listeners = new Set();
/** @param {() => void} act called after each change @returns {() => void} what ends that */
export function onChange(act) {
  listeners.add(act);
  return () => listeners.delete(act);
}
export const changed = () => listeners.forEach((act) => act());
