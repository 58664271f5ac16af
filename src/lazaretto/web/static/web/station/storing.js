// What stays in this browser between two openings: one database a facility. What could tell anything about
// anybody lies here sealed (sealing.js); beside it stand only counters, salts, wrapped keys and times.

/** @typedef {"kept"|"locks"|"sealed"|"queue"|"told"|"passed"} Shelf */
/** @type {Record<Shelf, string|null>} the shelves, and what a thing on them is found by */
const SHELVES = { kept: null, locks: "term", sealed: null, queue: "sequence", told: "sequence", passed: "passage" };

/** @type {IDBDatabase} */
let database;

/** Open the database of a facility's station. Rejects where the browser keeps nothing (a private window).
 * @param {string} code */
export function openStore(code) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(`lazaretto-station-${code}`, 1);
    asked.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(SHELVES)) {
        asked.result.createObjectStore(name, keyPath ? { keyPath } : undefined);
      }
    };
    asked.onsuccess = () => {
      database = asked.result;
      database.onversionchange = () => database.close();
      resolve(undefined);
    };
    asked.onerror = () => reject(asked.error);
  });
}

/** Several changes at once: all of them or none, and on the disk before the promise is kept.
 * `work` is handed a function that gives a shelf, and must not wait for anything but its requests.
 * @param {Shelf[]} shelves
 * @param {(shelf: (name: Shelf) => IDBObjectStore) => void} work */
export function together(shelves, work) {
  return new Promise((resolve, reject) => {
    // strict: a handheld whose battery is pulled a moment later has written it
    const transaction = database.transaction(shelves, "readwrite", { durability: "strict" });
    transaction.oncomplete = () => resolve(undefined);
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted")); // no error where a script did it
    work((name) => transaction.objectStore(name));
  });
}

/** @param {Shelf} shelf @param {IDBValidKey} key */
export const read = (shelf, key) => answered(database.transaction(shelf).objectStore(shelf).get(key));

/** @param {Shelf} shelf @returns {Promise<any[]>} in the order of their keys */
export const readAll = (shelf) => answered(database.transaction(shelf).objectStore(shelf).getAll());

/** @param {string} key @param {any} value */
export const keep = (key, value) => together(["kept"], (shelf) => shelf("kept").put(value, key));

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
