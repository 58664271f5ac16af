// The EU digital COVID certificate inside an HC1: its shape and what it says (lazaretto/credentials/certificate.py).

import { Flaw } from "./flaws.js";
import { instantOf } from "./instants.js";

const COVID = "840539006"; // SNOMED CT
const TESTS = { "LP6464-4": "naat", "LP217198-3": "antigen" }; // LOINC parts
const RESULTS = { 260415000: "negative", 260373001: "positive" }; // SNOMED CT
const LONGEST = 80;
const BORN = /^(?:(?:19|20)[0-9]{2}(?:-[0-9]{2}(?:-[0-9]{2}(?:T00:00:00)?)?)?)?$/;

// Fields that must be there; "told": 1 to 80 letters, "dose": a whole number from 1.
const SHAPES = {
  t: { tg: "told", tt: "told", sc: "told", tr: "told", co: "told", is: "told", ci: "told" },
  v: {
    tg: "told",
    vp: "told",
    mp: "told",
    ma: "told",
    dn: "dose",
    sd: "dose",
    dt: "told",
    co: "told",
    is: "told",
    ci: "told",
  },
  r: { tg: "told", fr: "told", co: "told", is: "told", df: "told", du: "told", ci: "told" },
};

export function certificateOf(value) {
  const [version, name, born] = ["ver", "nam", "dob"].map((field) => value.get(field));
  const groups = ["t", "v", "r"].filter((part) => value.has(part) && value.get(part) !== null);
  const whole = isText(version) && /^[0-9]+\.[0-9]+\.[0-9]+$/.test(version) && isText(born) && BORN.test(born);
  if (!whole || !isName(name) || groups.length !== 1) throw new Flaw("schema");
  const entries = value.get(groups[0]);
  if (!Array.isArray(entries) || entries.length !== 1 || !isEntry(entries[0], SHAPES[groups[0]])) {
    throw new Flaw("schema");
  }
  if (groups[0] === "t" && instantOf(entries[0].get("sc")) === null) throw new Flaw("schema");
  return { part: groups[0], entry: entries[0], name, born };
}

export function certificateFindings({ part, entry }) {
  if (part !== "t") return { content: part === "v" ? "vaccination" : "recovery" };
  const test = entry.get("tg") === COVID ? (own(TESTS, entry.get("tt")) ?? "other") : "other";
  const result = own(RESULTS, entry.get("tr")) ?? "unknown";
  return { content: "test", test, result, sampled_at: instantOf(entry.get("sc")) };
}

export function certificateHolder({ name, born }) {
  const [family, given] = [name.get("fn") || name.get("fnt"), name.get("gn") || name.get("gnt") || ""];
  return { name: `${family} ${given}`.trim(), born: born.split("T")[0] };
}

const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);
const isText = (value) => typeof value === "string";
const isShort = (value) => isText(value) && [...value].length <= LONGEST;

function isName(name) {
  if (!(name instanceof Map) || !isShort(name.get("fnt")) || !name.get("fnt")) return false;
  return ["fn", "gnt", "gn"].every((field) => !name.has(field) || isShort(name.get(field)));
}

function isEntry(entry, shape) {
  if (!(entry instanceof Map)) return false;
  return Object.entries(shape).every(([field, kind]) => {
    const value = entry.get(field);
    if (kind === "dose") return typeof value === "number" && value >= 1;
    return isShort(value) && value !== "";
  });
}
