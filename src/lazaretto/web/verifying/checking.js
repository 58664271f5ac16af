// Every proof of a disclosure, made again from its bytes. Nothing here asks anybody: only SHA-256 and Ed25519
// of the browser are used. The same rules stand in the house's own checker (proofs/disclosing.py).
"use strict";

const LOG = 1, WITNESS = 4; // kinds of key: Ed25519; Ed25519 with the time at which it signed
const SALT = 16; // bytes before the words, no more and no fewer: else some of one could pass for the other
const encode = (text) => new TextEncoder().encode(text);

/** What does not hold, as a code that the page has words for. */
class Broken extends Error {
  constructor(code, detail = "") {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
    this.detail = detail;
  }
}

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { all.set(part, at); at += part.length; }
  return all;
}

async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

/** Bytes of base64 that is written in its one way; else null. */
function bytesOf(text) {
  try {
    const found = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return base64(found) === text ? found : null;
  } catch { return null; }
}

// The tree of RFC 6962: 0x00 before an entry, 0x01 before two hashes side by side.
const leafHash = (entry) => sha256(Uint8Array.of(0), entry);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

/** The way up from a leaf to the root: each step with its sibling, its side, and the hash that comes of it. */
async function climb(leaf, index, size, path) {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < size)) throw new Broken("path");
  let found = leaf, number = index, last = size - 1;
  const steps = [];
  for (const sibling of path) {
    if (last === 0) throw new Broken("path");
    const onTheLeft = number % 2 === 1 || number === last;
    found = onTheLeft ? await nodeHash(sibling, found) : await nodeHash(found, sibling);
    steps.push({ sibling, onTheLeft, found });
    while (onTheLeft && number % 2 === 0 && number) { number /= 2; last = Math.floor(last / 2); }
    number = Math.floor(number / 2);
    last = Math.floor(last / 2);
  }
  if (last) throw new Broken("path");
  return steps;
}

/** That a longer log begins with a shorter one (RFC 9162, 2.1.4.2). Throws where it does not. */
async function goesOn(old, oldRoot, size, root, path) {
  const fail = () => { throw new Broken("earlier"); };
  if (old > size) fail();
  if (old === 0 || old === size) {
    const before = old === 0 ? await sha256() : root;
    if (path.length || !same(oldRoot, before)) fail();
    return;
  }
  let number = old - 1, last = size - 1;
  while (number % 2) { number = (number - 1) / 2; last = Math.floor(last / 2); }
  const rest = [...path];
  const first = number ? rest.shift() ?? fail() : oldRoot;
  let seen = first, found = first;
  for (const sibling of rest) {
    if (last === 0) fail();
    const onTheLeft = number % 2 === 1 || number === last;
    if (onTheLeft) { seen = await nodeHash(sibling, seen); found = await nodeHash(sibling, found); }
    else found = await nodeHash(found, sibling);
    while (onTheLeft && number % 2 === 0 && number) { number /= 2; last = Math.floor(last / 2); }
    number = Math.floor(number / 2);
    last = Math.floor(last / 2);
  }
  if (last || !same(seen, oldRoot) || !same(found, root)) fail();
}

/** A public key as it is written: name+number+base64. Throws "key". */
async function keyOf(written) {
  const [, name, number, rest] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(written.trim()) ?? [];
  const data = rest === undefined ? null : bytesOf(rest);
  if (!data || data.length !== 33 || ![LOG, WITNESS].includes(data[0])) throw new Broken("key", written.trim().slice(0, 60));
  const id = (await sha256(encode(`${name}\n`), data)).slice(0, 4);
  if (hex(id) !== number) throw new Broken("key", name);
  return { name, id, kind: data[0], public: data.slice(1), written: written.trim() };
}

/** The fingerprint of a key, as the paper prints it: SHA-256 of its 32 bytes, in groups of four. */
async function fingerprint(key) {
  return hex(await sha256(key.public)).match(/.{4}/g).join(" ");
}

/** A signed note: its text and signature lines. Throws "note". */
function noteOf(written) {
  const at = written.lastIndexOf("\n\n");
  if (at < 0 || !written.endsWith("\n")) throw new Broken("note");
  const lines = written.slice(at + 2, -1).split("\n").map((line) => {
    const [, name, rest] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? [];
    const data = rest === undefined ? null : bytesOf(rest);
    if (!data || data.length <= 4) throw new Broken("note");
    return { name, id: data.slice(0, 4), signature: data.slice(4) };
  });
  return { text: written.slice(0, at + 1), lines };
}

/** What a checkpoint says: the log's name, its entries, the root over them. Throws "note". */
function checkpointOf(written) {
  const note = noteOf(written);
  const [origin, size, root] = note.text.split("\n");
  const hash = bytesOf(root ?? "");
  if (!origin || !/^(0|[1-9][0-9]*)$/.test(size ?? "") || !hash || hash.length !== 32 || !Number.isSafeInteger(+size)) throw new Broken("note");
  return { note, origin, size: +size, root: hash };
}

async function signs(key, text, signature) {
  let at = 0, before = "";
  if (key.kind === WITNESS) {
    if (signature.length !== 72) return null;
    at = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
    before = `cosignature/v1\ntime ${at}\n`;
    signature = signature.slice(8);
  }
  const held = await crypto.subtle.importKey("raw", key.public, { name: "Ed25519" }, false, ["verify"]);
  return (await crypto.subtle.verify({ name: "Ed25519" }, held, signature, encode(before + text))) ? { key, at } : null;
}

/** A checkpoint that the log really signed, and which of the known witnesses saw it. Throws. */
async function opened(written, log, witnesses) {
  const checkpoint = checkpointOf(written);
  if (checkpoint.origin !== log.name) throw new Broken("other_log", checkpoint.origin);
  const found = [];
  for (const line of checkpoint.note.lines) {
    const key = [log, ...witnesses].find((one) => one.name === line.name && same(one.id, line.id));
    if (!key) continue;
    const signed = await signs(key, checkpoint.note.text, line.signature);
    if (!signed) throw new Broken("signature", key.name);
    found.push(signed);
  }
  if (!found.some((one) => one.key === log)) throw new Broken("unsigned", log.name);
  const seen = found.filter((one) => one.key.kind === WITNESS);
  return { ...checkpoint, witnesses: seen.filter((one, at) => seen.findIndex((two) => two.key === one.key) === at) };
}

function holds(value, person) {
  if (value && typeof value === "object") return Object.values(value).some((part) => holds(part, person));
  return value === person;
}

function read(fact) {
  try {
    const said = JSON.parse(fact.words ?? "");
    return said && typeof said === "object" && !Array.isArray(said) ? said : null;
  } catch { return null; }
}

/** One fact held against the root. Throws with what is wrong; gives what was computed on the way. */
async function checkFact(fact, said, root, made, seen, ids) {
  const place = JSON.stringify([fact.house, fact.position]);
  if (seen.has(place)) throw new Broken("twice");
  seen.add(place);
  const commitment = bytesOf(fact.commitment), path = (fact.path ?? []).map(bytesOf);
  const told = fact.state === "told";
  // Of their own sort each: a place that is written in two ways would be two places, and pass for two facts.
  const placed = typeof fact.house === "string" && Number.isSafeInteger(fact.position);
  const whole = placed && commitment?.length === 32 && path.every((one) => one?.length === 32);
  if (!whole || !["told", "names_others", "erased"].includes(fact.state)) throw new Broken("malformed");
  if (told !== (typeof fact.words === "string" && typeof fact.salt === "string") || (told && !said)) throw new Broken("malformed");
  const salt = told ? bytesOf(fact.salt) : null;
  if (told && (salt?.length !== SALT || !same(await leafHash(joined(salt, encode(fact.words))), commitment))) throw new Broken("words");
  if (told && said.facility !== fact.house) throw new Broken("house");
  const entry = `lazaretto-entry/1\n${fact.house}\n${fact.position}\n${fact.commitment}\n`;
  const leaf = await leafHash(encode(entry));
  const steps = await climb(leaf, fact.index, root.size, path);
  if (!same(steps.length ? steps.at(-1).found : leaf, root.root)) throw new Broken("path");
  const others = [said?.corrects, said?.body?.fact].filter((id) => id != null);
  if (told && !holds(said.body, made.person) && !others.some((id) => ids.has(id))) throw new Broken("stranger");
  return { entry, leaf, steps };
}

/** Check a disclosure. keys: those that the reader has on paper. kept: an older checkpoint of theirs, or "".
 *  Gives {root, key, onPaper, earlier, facts: [{fact, said, wrong, way}]}; throws where nothing is proved. */
async function check(made, keys, kept) {
  if (made?.format !== "lazaretto-disclosure/1" || !Array.isArray(made.facts) || typeof made.person !== "string") throw new Broken("format");
  const origin = checkpointOf(made.checkpoint).origin;
  const logs = keys.filter((key) => key.kind === LOG);
  if (logs.length && !logs.some((key) => key.name === origin)) throw new Broken("other_log", origin);
  const key = logs.find((one) => one.name === origin) ?? await keyOf(made.key);
  const root = await opened(made.checkpoint, key, keys.filter((one) => one.kind === WITNESS));
  const earlier = made.earlier ? await checkEarlier(made.earlier, key, root) : null;
  const seen = new Set(), facts = [];
  const told = made.facts.map(read), ids = new Set(told.map((said) => said?.id).filter((id) => id != null));
  for (const [at, fact] of made.facts.entries()) {
    try {
      facts.push({ fact, said: told[at], wrong: null, way: await checkFact(fact, told[at], root, made, seen, ids) });
    } catch (wrong) {
      if (!(wrong instanceof Broken)) throw wrong;
      facts.push({ fact, said: told[at], wrong, way: null });
    }
  }
  return { root, key, onPaper: logs.length > 0, earlier, facts, mine: kept ? await checkKept(kept, made.earlier, key, root, earlier) : null };
}

async function checkEarlier(earlier, key, root) {
  try {
    const before = await opened(earlier.checkpoint, key, []);
    await goesOn(before.size, before.root, root.size, root.root, earlier.path.map((one) => bytesOf(one) ?? encode("")));
    return { size: before.size, root: before.root, wrong: null };
  } catch (wrong) {
    if (!(wrong instanceof Broken)) throw wrong;
    return { size: 0, root: encode(""), wrong };
  }
}

/** The reader's own older checkpoint: it is this root, or the one that the file goes on from; else unknown. */
async function checkKept(kept, earlier, key, root, held) {
  const mine = await opened(kept, key, []);
  const known = [[root.size, root.root], ...(held && !held.wrong ? [[held.size, held.root]] : [])];
  if (known.some(([size, hash]) => size === mine.size && same(hash, mine.root))) return { size: mine.size, state: "same" };
  return { size: mine.size, state: known.some(([size]) => size === mine.size) ? "forked" : "unknown" };
}
