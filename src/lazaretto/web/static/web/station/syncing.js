// Up goes what happened, down comes who is expected. By itself: when a passage is recorded, when the network comes
// back, when the page is looked at, and again and again. Nobody switches anything.
import { nextRows, settle } from "./queueing.js";
import { measure, now } from "./timing.js";

const ROWS = 200; // of one upload: some 150 kB, a few seconds on the weakest network that carries anything
const PATIENCE = 20_000; // ms for one answer
const FRESH = 60_000; // ms after which a newer pack is asked for while there is a network
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 300_000; // ms between two tries, doubled from the first: a dead network costs no battery

/** What the server said instead of yes. */
export class Answered extends Error {
  /** @param {number} status @param {any} problem */
  constructor(status, problem) {
    super(problem?.title ?? String(status));
    this.status = status;
    this.rule = problem?.rule ?? null;
    this.detail = problem?.detail ?? problem?.title ?? "";
  }
}

/** Ask the gate's API. Rejects with {@link Answered} for an answer that is no yes, else where there is no network.
 * @param {string} path @param {{token?: string, csrf?: string, send?: any, language?: string}} how */
export async function ask(path, { token, csrf, send, language }) {
  const headers = { Accept: "application/json", "Accept-Language": language ?? "" };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (csrf) headers["X-CSRFToken"] = csrf;
  if (send) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, {
    method: send ? "POST" : "GET",
    headers,
    body: send ? JSON.stringify(send) : undefined,
    credentials: token ? "omit" : "same-origin", // the token alone speaks: nobody has to stay signed in
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const said = await answer.json().catch(() => null);
  if (!answer.ok || said === null) throw new Answered(answer.status, said);
  return said;
}

/** The newest pack, or how young the one is that is here: the same list with another age.
 * @param {string} root @param {{token: string, language: string, mark?: string}} how
 * @returns {Promise<{pack?: any, mark: string, made: number, dies: number}>} */
export async function askPack(root, { token, language, mark }) {
  const headers = { Authorization: `Bearer ${token}`, "Accept-Language": language, Accept: "application/json" };
  if (mark) headers["If-None-Match"] = mark;
  const how = { headers, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(`${root}/pack`, /** @type {RequestInit} */ (how));
  const said = answer.status === 304 ? undefined : await answer.json().catch(() => null);
  if (answer.status !== 304 && (!answer.ok || !said)) throw new Answered(answer.status, said);
  const number = (name) => Number(answer.headers.get(name));
  return { pack: said, mark: answer.headers.get("ETag") ?? "", made: number("Pack-Made"), dies: number("Pack-Dies") };
}

/** Upload the whole queue, part by part, and look at the server's clock; at least once, so that it is looked at.
 * @param {{root: string, token: string, keys: import("./sealing.js").Keys, term: string, queue: string,
 *   language: string}} station
 * @returns {Promise<{sent: number, missing: [number, number][]}>} */
export async function upload({ root, token, keys, term, queue, language }) {
  let sent = 0;
  for (;;) {
    const { rows, left } = await nextRows(keys, term, ROWS);
    const begun = Date.now();
    const send = { device_now: new Date(now()).toISOString(), queue, waiting: left, rows };
    const answer = await ask(`${root}/uploads`, { token, send, language });
    await measure(Date.parse(answer.now), begun, Date.now());
    await settle(answer.results, rows, keys, term);
    sent += rows.length;
    const unanswered = rows.length - answer.results.length;
    if (rows.length < ROWS || unanswered > 0) return { sent, missing: answer.missing ?? [] };
  }
}

/** The one who keeps trying. `work` does it once, and is told whether a fresh pack is due.
 * @param {(fresh: boolean) => Promise<void>} work */
export function keepSyncing(work) {
  let [wait, timer, busy, again, pulled] = [FIRST_WAIT, 0, false, false, 0];

  async function attempt() {
    clearTimeout(timer);
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    const fresh = Date.now() - pulled >= FRESH;
    try {
      await navigator.locks.request("lazaretto-station-sync", () => work(fresh)); // one tab of this station at a time
      if (fresh) pulled = Date.now();
      wait = FIRST_WAIT;
      timer = setTimeout(attempt, FRESH);
    } catch {
      timer = setTimeout(attempt, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
    busy = false;
    if (again) {
      again = false;
      await attempt();
    }
  }

  const soon = () => {
    wait = FIRST_WAIT;
    attempt();
  };
  addEventListener("online", soon);
  addEventListener("focus", soon);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && soon());
  return { now: attempt, fresh: () => ((pulled = 0), attempt()), stop: () => clearTimeout(timer) };
}
