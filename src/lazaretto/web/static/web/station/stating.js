// What a passage is in facts: the check, and the entry, the exit or the refusal that followed it.
import { spoken } from "./deciding.js";
import { alive, station } from "./holding.js";
import { uuid7 } from "./naming.js";
import { statement } from "./queueing.js";
import { pick } from "./speaking.js";
import { doubt, now, seconds } from "./timing.js";

/** @typedef {{passage: string, subject: string, category: string, row: any, way: "in"|"out", zone: string,
 *   answers: Record<string, any>, credential?: string, declared: string, seen: Record<string, any>, table: any}} Passage */

export const newPassage = () => `P-${uuid7(now())}`;

/** The check as it was made. @param {Passage} one @param {{verdict: string, rule: string|null}} said */
function checked(one, said) {
  const at = seconds();
  const given = one.table.inputs.filter((column) => column.from !== "record" && one.answers[column.id] != null);
  return {
    kind: "gate.checked/1", passage: one.passage, category: one.category, subject: one.subject, zone: one.zone,
    officer: station.officer, table: one.table.id, verdict: said.verdict,
    answers: [
      ...given.map((column) => ({ input: column.id, value: spoken(column, one.answers[column.id]) })),
      ...(one.credential ? [{ input: "credential", value: one.credential }] : []),
    ],
    ...(said.rule ? { rule: said.rule } : {}),
    ...(alive(at) ? { pack: station.pack.pack, pack_minutes: minutes(at) } : {}),
    ...(doubt() ? { doubt: Math.min(doubt(), 1_000_000) } : {}),
    ...(one.declared ? { declared: one.declared } : {}),
  };
}

const minutes = (at) => Math.min(1_000_000, Math.max(0, Math.floor((at - station.pack.made) / 60)));
const common = (one) => ({ category: one.category, subject: one.subject, passage: one.passage });

/** Let in as the table says. The basis is the leave that the pack names. */
export function entering(one, said, basis) {
  return stated([...seen(one), checked(one, said), entered(one, basis)]);
}

const entered = (one, basis) => ({
  kind: "gate.entered/1", ...common(one), zone: one.zone, ...(basis ? { basis } : {}),
  ...(one.seen.carried_by ? { carried_by: one.seen.carried_by } : {}),
});

/** Turned away, or to wait: with the words of the rule that said so. */
export function turning(one, said) {
  const refused = { kind: "gate.refused/1", ...common(one), reason: pick(said.say) || said.verdict };
  return stated([...seen(one), checked(one, said), refused]);
}

/** Let in against the rule, because a senior answers for it by name. */
export function overriding(one, said, authority, reason) {
  const override = `O-${uuid7(now())}`;
  const leave = { kind: "gate.overridden/1", override, subject: one.subject, authority, reason, category: one.category };
  return stated([leave, ...seen(one), checked(one, said), entered(one, override)]);
}

export const leaving = (one) => stated([{ kind: "gate.left/1", ...common(one), zone: one.zone }]);

/** What was said in error is taken back: it stays readable, struck through. @param {string[]} facts */
export const retracting = (facts, reason) => stated(facts.map((fact) => ({ kind: "record.retracted/1", fact, reason })));

/** The vehicle as it stood there: its plate as it was typed, who drives it, its seal and its load. */
function seen(one) {
  if (one.category !== "vehicle") return [];
  const { plate, plate_kind, driver, seal, carries, aboard } = one.seen;
  const whole = { intact: true, broken: false }[one.answers.seal];
  const told = { driver, seal, seal_intact: whole, disinfected: one.answers.disinfected };
  const filled = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== "" && value != null));
  return [{
    kind: "gate.vehicle_seen/1", vehicle: one.subject, plate: plate || one.subject, plate_kind: plate_kind ?? "ordinary",
    ...filled, ...(carries?.length ? { carries } : {}), ...(aboard?.length ? { aboard } : {}), passage: one.passage,
  }];
}

const stated = (bodies) => bodies.map((body) => statement(body, station.code));
