// What time it is at the gate: the device's clock, put right by the last look at the server's, and how far
// that may be wrong. Nobody at the gate sets a clock.
import { keep, read } from "./storing.js";

// A watch crystal is cut to 20 ppm at 25 °C and loses 0.034 ppm for each square degree away from it (the usual
// data of a 32.768 kHz tuning fork): 69 ppm more at -20 °C. So a cold clock is taken to drift by up to 100 ppm,
// 8.6 s a day; NTP's own 15 ppm (RFC 5905, PHI) is for machines indoors.
export const DRIFT = 100e-6;
const BACKWARD = 2_000; // ms by which a clock may fall behind the page's own before somebody has set it back

let clock = { offset: 0, error: 0, at: 0, setBack: 0, seen: 0, measured: false };
const page = { date: Date.now(), since: performance.now() };

/** Take up what was known when the page was last open. */
export async function wind() {
  clock = { ...clock, ...(await read("kept", "clock")) };
  if (Date.now() < clock.seen) clock.setBack = Math.max(clock.setBack, clock.seen - Date.now());
}

/** Now, in milliseconds since 1970 by the server's clock as far as it is known. Never before what was seen. */
export function now() {
  return Date.now() + clock.offset + clock.setBack;
}

/** The same in whole seconds. */
export const seconds = () => Math.floor(now() / 1000);

/** Seconds by which {@link now} may be wrong: the last look's own doubt, the drift since, and what was set back.
 * A clock that is set forward cannot be told from a device that slept: the server finds it by its skew. */
export function doubt() {
  const since = Math.abs(Date.now() + clock.setBack - clock.at);
  return Math.ceil((clock.error + since * DRIFT + clock.setBack) / 1000);
}

/** Look at the server's clock. @param {number} theirs ms since 1970 @param {number} sent, @param {number} got by
 * {@link Date.now} */
export async function measure(theirs, sent, got) {
  const [middle, error] = [(sent + got) / 2, (got - sent) / 2];
  const [offset, held] = [theirs - middle, clock.error + Math.abs(middle - clock.at) * DRIFT];
  // a slow answer tells less than what is known already, unless the two cannot both be right
  const agrees = Math.abs(offset - clock.offset - clock.setBack) <= error + held;
  if (clock.measured && agrees && error > held) return;
  clock = { offset, error, at: middle, setBack: 0, seen: got, measured: true };
  await keep("clock", clock);
}

/** Note that time has passed, and whether somebody set the device's clock back. Called every few seconds. */
export async function tick() {
  const elapsed = performance.now() - page.since;
  const behind = page.date + elapsed - Date.now();
  if (behind > BACKWARD) clock.setBack += behind;
  Object.assign(page, { date: Date.now(), since: performance.now() });
  clock.seen = Math.max(clock.seen, Date.now());
  await keep("clock", clock);
}
