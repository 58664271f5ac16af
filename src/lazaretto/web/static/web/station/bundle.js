// The FHIR bundle inside a health card: its shape and what it says (lazaretto/credentials/bundle.py).

import { Flaw } from "./flaws.js";
import { instantOf } from "./instants.js";

const DEPTH = 32;
// LOINC, SARS-CoV-2: nucleic acid in a specimen; antigen.
const NAAT = new Set(["94309-2", "94500-6", "94759-8", "95406-5", "94845-5", "94565-9"]);
const ANTIGEN = new Set(["94558-4", "97097-0", "95209-3"]);
const RESULTS = new Map([
  ["260415000", "negative"],
  ["260373001", "positive"],
  ["LA6577-6", "negative"],
  ["LA6576-8", "positive"],
]);
const FINAL = new Set(["final", "amended", "corrected"]);
const LOINC = "http://loinc.org";

export function resourcesOf(bundle) {
  if (!isObject(bundle) || bundle.resourceType !== "Bundle" || !isWhole(bundle, DEPTH)) throw new Flaw("bundle");
  const entries = bundle.entry;
  if (!Array.isArray(entries) || !entries.every(isEntry)) throw new Flaw("bundle");
  const resources = entries.map((entry) => entry.resource);
  const patients = resources.filter((resource) => resource.resourceType === "Patient").length;
  const addresses = new Set(entries.map((entry) => entry.fullUrl));
  if (addresses.size !== entries.length || patients > 1) throw new Flaw("bundle");
  return resources;
}

/** Of the tests that stand the one whose swab is the latest; at one instant a positive counts. */
export function bundleFindings(resources) {
  const tests = resources.map(testOf).filter((test) => test !== null);
  const dated = tests.filter((test) => test.sampled_at !== null);
  if (dated.length) return dated.reduce((best, test) => (later(test, best) ? test : best));
  if (tests.length) return tests[0];
  const given = resources.some((resource) => resource.resourceType === "Immunization");
  return { content: given ? "vaccination" : "other" };
}

export function bundleHolder(resources) {
  const patient = resources.find((resource) => resource.resourceType === "Patient");
  const names = patient?.name;
  if (!Array.isArray(names) || !isObject(names[0])) return null;
  const given = Array.isArray(names[0].given) ? names[0].given : [];
  const name = [names[0].family, ...given].filter((part) => typeof part === "string").join(" ");
  return name ? { name, born: typeof patient.birthDate === "string" ? patient.birthDate : "" } : null;
}

function later(test, best) {
  if (test.sampled_at !== best.sampled_at) return test.sampled_at > best.sampled_at;
  return test.result === "positive" && best.result !== "positive";
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function isEntry(entry) {
  if (!isObject(entry) || !isObject(entry.resource) || typeof entry.resource.resourceType !== "string") return false;
  return typeof entry.fullUrl === "string" && /^resource:[0-9]{1,4}$/.test(entry.fullUrl);
}

/** No empty text, list or object, and no null: FHIR knows none. */
function isWhole(value, depth) {
  if (value === null || typeof value !== "object") return value !== null && value !== "";
  const inner = Object.values(value);
  return inner.length > 0 && depth > 0 && inner.every((one) => isWhole(one, depth - 1));
}

function testOf(resource) {
  if (resource.resourceType !== "Observation" || !FINAL.has(resource.status)) return null;
  const codes = codings(resource.code)
    .filter(({ system }) => system === LOINC)
    .map(({ code }) => code);
  const naat = codes.some((code) => NAAT.has(code));
  if (!naat && !codes.some((code) => ANTIGEN.has(code))) return null;
  const values = codings(resource.valueCodeableConcept).map(({ code }) => RESULTS.get(code));
  const told = new Set(values.filter((value) => value !== undefined));
  const taken = resource.effectiveDateTime;
  return {
    content: "test",
    test: naat ? "naat" : "antigen",
    result: told.size === 1 ? [...told][0] : "unknown",
    sampled_at: typeof taken === "string" ? instantOf(taken) : null,
  };
}

function codings(concept) {
  const list = isObject(concept) && Array.isArray(concept.coding) ? concept.coding : [];
  return list.filter((coding) => isObject(coding) && typeof coding.code === "string");
}
