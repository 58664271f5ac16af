// The queue: what was stated here and what became of it. A row is on the disk before anybody is told that it is
// recorded, and leaves only when the server has answered for it.
import { nonce, uuid7 } from "./naming.js";
import { seal, unseal } from "./sealing.js";
import { read, readAll, together } from "./storing.js";
import { now } from "./timing.js";

/** @typedef {{kind: string, [field: string]: any}} Body the body of a fact, as the API takes it */
/** @typedef {{id: string, occurred: string, facility: string, body: Body}} Statement */
/** @typedef {{sequence: number, term: string, made: number, sealed: import("./sealing.js").Sealed}} Row */
/** @typedef {{rule: string, says: string}} Why */

/** Nothing was recorded: the lock that the rows would be sealed under is gone, and no PIN would ever open them. */
export class NoLock extends Error {}

/** A statement of what happens now, with its own id. @param {Body} body @param {string} facility
 * @returns {Statement} */
export function statement(body, facility, moment = now()) {
  return { id: uuid7(moment), occurred: new Date(moment).toISOString(), facility, body };
}

/** Put statements into the queue, and note the passage beside them: all of it or nothing, on the disk.
 * @param {Statement[]} statements @param {import("./sealing.js").Keys} keys @param {string} term
 * @param {{passage: string}[]} passages entries of the log to be put with them
 * @returns {Promise<number>} the number of the last row; rejects with {@link NoLock} where another tab took the lock */
export async function enqueue(statements, keys, term, passages = []) {
  const made = now();
  const sealed = await Promise.all(
    statements.map((one) => seal(keys.queue, { nonce: nonce(), statement: one }, "queue")),
  );
  const noted = await Promise.all(
    passages.map(async (one) => ({ passage: one.passage, sealed: await seal(keys.content, one, "passed") })),
  );
  let [sequence, gone] = [0, false];
  const put = (shelf, lock) => {
    const counter = shelf("kept").get("sequence");
    counter.onsuccess = () => {
      sequence = counter.result ?? 0;
      for (const one of sealed) shelf("queue").put({ sequence: (sequence += 1), term, made, sealed: one });
      shelf("kept").put(sequence, "sequence");
      // the queue outlives the list; the log does not, and nothing would open what is noted in it
      if (lock.content) for (const one of noted) shelf("passed").put({ ...one, sequence });
    };
  };
  const written = together(["kept", "queue", "passed", "locks"], (shelf) => {
    const lock = shelf("locks").get(term);
    lock.onsuccess = () => {
      gone = !lock.result;
      if (gone) lock.transaction.abort();
      else put(shelf, lock.result);
    };
  });
  await written.catch((problem) => {
    throw gone ? new NoLock() : problem;
  });
  return sequence;
}

/** The number up to which the server has answered for every row; all that was stated here if nothing waits. */
export async function answeredUpTo() {
  const rows = await readAll("queue");
  return rows.length ? rows[0].sequence - 1 : ((await read("kept", "sequence")) ?? 0);
}

/** How much waits, and since when; how much came back, and how much is sealed under an earlier set-up.
 * @param {string} term @returns {Promise<{rows: number, earliest: number|null, told: number, former: number}>} */
export async function waiting(term) {
  const [rows, told] = [await readAll("queue"), await readAll("told")];
  const earliest = rows.length ? Math.min(...rows.map((row) => row.made)) : null;
  const mine = (row) => row.term === term;
  return { rows: rows.length, earliest, told: told.filter(mine).length, former: rows.filter((row) => !mine(row)).length };
}

/** The next rows to upload, unsealed. Rows of another term wait until its PIN is typed.
 * @param {import("./sealing.js").Keys} keys @param {string} term @param {number} most
 * @returns {Promise<{rows: any[], left: number}>} and how many are left for later */
export async function nextRows(keys, term, most) {
  const mine = (await readAll("queue")).filter((row) => row.term === term);
  const rows = await Promise.all(
    mine.slice(0, most).map(async (row) => ({ sequence: row.sequence, ...(await unseal(keys.queue, row.sealed, "queue")) })),
  );
  return { rows, left: mine.length - rows.length };
}

/** Take up the server's answers. What it has accepted, or had already, leaves the queue; what it disputes, refuses
 * or cannot read is kept for the officer with its reason. A row without an answer stays where it is.
 * @param {{sequence: number, outcome: string, fact?: string, rules?: Why[]}[]} results
 * @param {any[]} sent the rows as they were sent @param {import("./sealing.js").Keys} keys @param {string} term */
export async function settle(results, sent, keys, term) {
  const bySequence = new Map(sent.map((row) => [row.sequence, row]));
  const known = results.filter(
    (result) =>
      bySequence.has(result.sequence) &&
      ["accepted", "duplicate", "disputed", "refused", "malformed"].includes(result.outcome),
  );
  const told = await Promise.all(
    known
      .filter((result) => !["accepted", "duplicate"].includes(result.outcome))
      .map(async (result) => {
        const what = { ...result, statement: bySequence.get(result.sequence).statement };
        return { sequence: result.sequence, term, sealed: await seal(keys.queue, what, "told") };
      }),
  );
  await together(["queue", "told"], (shelf) => {
    for (const one of told) shelf("told").put(one);
    for (const result of known) shelf("queue").delete(result.sequence);
  });
}

/** What the server disputed, refused or could not read, newest first.
 * @param {import("./sealing.js").Keys} keys @param {string} term */
export async function told(keys, term) {
  const rows = (await readAll("told")).filter((row) => row.term === term).reverse();
  return Promise.all(rows.map((row) => unseal(keys.queue, row.sealed, "told")));
}

/** The officer has seen an answer: the server holds the row, and a person settles it there. */
export const seen = (sequence) => together(["told"], (shelf) => shelf("told").delete(sequence));

/** Seal what an earlier enrolment left under the present keys, so that it is uploaded with the rest.
 * @param {import("./sealing.js").Keys} former @param {string} from its term
 * @param {import("./sealing.js").Keys} keys @param {string} term */
export async function adopt(former, from, keys, term) {
  const moved = {};
  for (const shelf of ["queue", "told"]) {
    const rows = (await readAll(shelf)).filter((row) => row.term === from);
    moved[shelf] = await Promise.all(
      rows.map(async (row) => {
        const plain = await unseal(former.queue, row.sealed, shelf);
        return { ...row, term, sealed: await seal(keys.queue, plain, shelf) };
      }),
    );
  }
  await together(["queue", "told", "locks"], (shelf) => {
    for (const row of moved.queue) shelf("queue").put(row);
    for (const row of moved.told) shelf("told").put(row);
    shelf("locks").delete(from);
  });
  return moved.queue.length;
}

/** The log of passages, oldest first, unsealed. @param {import("./sealing.js").Keys} keys */
export async function passed(keys) {
  const rows = await readAll("passed");
  const plain = await Promise.all(
    rows.map(async (row) => ({ ...(await unseal(keys.content, row.sealed, "passed")), sequence: row.sequence })),
  );
  return plain.sort((a, b) => a.at - b.at);
}

/** Drop entries of the log that the pack now tells of.
 * @param {string[]} passages */
export const forget = (passages) =>
  together(["passed"], (shelf) => passages.forEach((one) => shelf("passed").delete(one)));

/** Something sealed under the content key, or null. @param {string} name @param {import("./sealing.js").Keys} keys */
export async function sealedThing(name, keys) {
  const held = await read("sealed", name);
  return held ? unseal(keys.content, held, name) : null;
}

/** @param {string} name @param {any} value @param {import("./sealing.js").Keys} keys */
export async function keepSealed(name, value, keys) {
  const sealed = await seal(keys.content, value, name);
  await together(["sealed"], (shelf) => shelf("sealed").put(sealed, name));
}

export const dropSealed = (name) => together(["sealed"], (shelf) => shelf("sealed").delete(name));
