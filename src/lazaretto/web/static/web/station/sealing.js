// Sealing with the browser's own cryptography: AES-GCM for what is kept, PBKDF2 for the PIN that opens the keys.

/** @typedef {{iv: Uint8Array, data: ArrayBuffer}} Sealed */
/** @typedef {{term: string, made: number, salt: Uint8Array, iterations: number, content?: Sealed, queue: Sealed,
 *   tries: number}} Lock the keys of one enrolment, wrapped with the PIN */
/** @typedef {{content: CryptoKey, queue: CryptoKey}} Keys */

// OWASP Password Storage Cheat Sheet: PBKDF2-HMAC-SHA256 with 600,000 iterations.
export const ITERATIONS = 600_000;
const IV_BYTES = 12; // NIST SP 800-38D, 8.2.2: random, 96 bits
const SALT_BYTES = 16; // NIST SP 800-132, 5.1: at least 128 bits
const AES = { name: "AES-GCM", length: 256 };
/** @type {KeyUsage[]} */
const USES = ["encrypt", "decrypt"];

/** New random keys, wrapped with a PIN: what is kept of them. They differ from those of every other enrolment.
 * @param {string} pin @param {number} made milliseconds since 1970
 * @returns {Promise<Lock>} */
export async function newLock(pin, made) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const by = await fromPin(pin, salt, ITERATIONS);
  const wrapped = async () => {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const key = await crypto.subtle.generateKey(AES, true, USES);
    return { iv, data: await crypto.subtle.wrapKey("raw", key, by, { name: "AES-GCM", iv }) };
  };
  const term = crypto.randomUUID();
  return { term, made, salt, iterations: ITERATIONS, content: await wrapped(), queue: await wrapped(), tries: 0 };
}

/** The keys of a lock, or null for another PIN. No script can read them out of the browser.
 * @param {Lock} lock @param {string} pin
 * @returns {Promise<Keys|null>} `content` is missing once it has been destroyed */
export async function openLock(lock, pin) {
  const by = await fromPin(pin, lock.salt, lock.iterations);
  const unwrapped = ({ iv, data }) =>
    crypto.subtle.unwrapKey("raw", data, by, { name: "AES-GCM", iv }, AES, false, USES);
  try {
    const queue = await unwrapped(lock.queue);
    return { queue, content: lock.content ? await unwrapped(lock.content) : undefined };
  } catch {
    return null;
  }
}

/** @param {CryptoKey} key @param {any} value anything that JSON holds
 * @param {string} about what it is: a thing sealed as one does not open as another
 * @returns {Promise<Sealed>} */
export async function seal(key, value, about) {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt(bound(iv, about), key, plain) };
}

/** What was sealed. Rejects where the key, the thing or what it is about is another.
 * @param {CryptoKey} key @param {Sealed} sealed @param {string} about */
export async function unseal(key, sealed, about) {
  const plain = await crypto.subtle.decrypt(bound(sealed.iv, about), key, sealed.data);
  return JSON.parse(new TextDecoder().decode(plain));
}

const bound = (iv, about) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(about) });

async function fromPin(pin, salt, iterations) {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, typed, AES, false, ["wrapKey", "unwrapKey"]);
}
