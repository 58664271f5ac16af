// The lock on the station: a PIN opens it, ten wrong ones destroy what it holds, and the queue outlives it.
import { openLock, newLock } from "./sealing.js";
import { read, readAll, together } from "./storing.js";

export const MOST_TRIES = 10;
export const SHORTEST_PIN = 6;
const REST = 60_000; // ms between two tries at a queue whose station is gone: a million PINs then take two years

/** Why a PIN will not do, as a word of texts.js; null if it will. @param {string} pin */
export function weakness(pin) {
  if (pin.length < SHORTEST_PIN) return "pin_short";
  const steps = new Set([...pin].slice(1).map((sign, i) => sign.charCodeAt(0) - pin.charCodeAt(i)));
  const plain = steps.size === 1 && [0, 1, -1].includes([...steps][0]);
  return plain ? "pin_plain" : null;
}

/** The lock of the present enrolment, if there is one: the newest that still holds a content key. */
export async function presentLock() {
  return (await readAll("locks")).filter((lock) => lock.content).sort((a, b) => b.made - a.made)[0] ?? null;
}

/** Locks of earlier enrolments under which something is still sealed, with how many passages' rows each. */
export async function formerLocks() {
  const rows = [...(await readAll("queue")), ...(await readAll("told"))];
  const counted = (lock) => rows.filter((row) => row.term === lock.term).length;
  return (await readAll("locks"))
    .filter((lock) => !lock.content)
    .map((lock) => ({ lock, rows: counted(lock) }))
    .filter((former) => former.rows);
}

/** Put a new lock in place. @param {string} pin @param {number} now milliseconds */
export async function setLock(pin, now) {
  const lock = await newLock(pin, now);
  await together(["locks"], (shelf) => shelf("locks").put(lock));
  return { lock, keys: await openLock(lock, pin) };
}

/** Try a PIN. The try is counted before it is made, so that closing the page wins none.
 * @param {import("./sealing.js").Lock} lock @param {string} pin @param {number} now milliseconds
 * @param {boolean} rests whether many tries have to rest; not where somebody signed in for this one
 * @returns {Promise<{keys?: import("./sealing.js").Keys, left?: number, wait?: number, wiped?: boolean}>} */
export async function tryPin(lock, pin, now, rests = true) {
  const held = await read("locks", lock.term);
  if (!held) return { wiped: true };
  if (rests && !held.content && held.tries >= MOST_TRIES && now - held.tried < REST) return { wait: REST - (now - held.tried) };
  held.tries += 1;
  held.tried = now;
  await together(["locks"], (shelf) => shelf("locks").put(held));
  const keys = await openLock(held, pin);
  if (keys) {
    await together(["locks"], (shelf) => shelf("locks").put({ ...held, tries: 0 }));
    return { keys };
  }
  if (held.content && held.tries >= MOST_TRIES) {
    await wipe();
    return { wiped: true };
  }
  return { left: Math.max(0, MOST_TRIES - held.tries) };
}

/** Destroy the pack, the token, the log and the content key. What was recorded and not yet uploaded stays
 * sealed, and opens with the same PIN after a new enrolment; a lock with nothing under it goes too. */
export async function wipe() {
  await together(["kept", "locks", "sealed", "passed", "queue", "told"], (shelf) => {
    shelf("sealed").clear();
    shelf("passed").clear();
    for (const name of ["station", "dies"]) shelf("kept").delete(name);
    // looked at in here, in this order: nothing can be recorded between the look and the change
    const sealed = new Set();
    const note = ({ target }) => target.result.forEach((row) => sealed.add(row.term));
    shelf("queue").getAll().onsuccess = note;
    shelf("told").getAll().onsuccess = note;
    shelf("locks").getAll().onsuccess = ({ target }) => {
      for (const { content, ...lock } of target.result) {
        if (sealed.has(lock.term)) shelf("locks").put(lock);
        else shelf("locks").delete(lock.term);
      }
    };
  });
}
