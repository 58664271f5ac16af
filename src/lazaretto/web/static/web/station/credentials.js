// Health credentials at the gate, with the cable cut: EU/WHO HC1 and SMART Health Cards.
//
//   verifyCredential(text, trustList, atSeconds) -> Promise<Evidence>
//
// The same answers as src/lazaretto/credentials in Python; a test holds the two together. Nothing is thrown:
// what is wrong with a credential is a fault by name. Signatures are WebCrypto's, decompression the browser's.

import { decodeCbor, encodeSigned } from "./cbor.js";
import { Flaw, MEANS, digestOf, fromBase64url, inflate, jsonOf, signedBy, toBase64url } from "./flaws.js";
import { certificateOf, certificateFindings, certificateHolder } from "./certificate.js";
import { bundleFindings, bundleHolder, resourcesOf } from "./bundle.js";

const TEXT_LIMIT = 32 * 1024;
const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const ALGORITHMS = new Map([
  [-7, "EC"],
  [-37, "RSA"],
]); // ES256, PS256
const CARD = "https://smarthealth.cards#health-card";
const CHUNK = 1191; // letters of a JWS in one of several codes
const MOST_CHUNKS = 99;
const SPACE = /^[ \t\n\r\v\f\x1c-\x1f]|[ \t\n\r\v\f\x1c-\x1f]$/;

/** What a credential is worth. trustList: `trust` of the pack; atSeconds: seconds of the epoch. */
export async function verifyCredential(text, trustList, atSeconds) {
  return (await examineCredential(text, trustList, atSeconds)).evidence;
}

/** The same with the holder, {name, born} or null: to be shown to the officer, and never kept. */
export async function examineCredential(text, trustList, atSeconds) {
  const scanned = text.replace(/[\r\n]+$/, ""); // a scanner ends with Enter
  const kind = kindOf(scanned);
  const evidence = {
    kind,
    signature: "verified",
    fault: null,
    trust_list_version: trustList.version,
    digest: await digestOf(scanned),
    issuer: null,
    content: null,
    test: null,
    result: null,
    sampled_at: null,
    subject_match: null,
  };
  try {
    if (trustList.good_until != null && atSeconds >= trustList.good_until) throw new Flaw("trust_list_stale");
    const { issuer, findings, holder } = await examined(scanned, kind, trustList, atSeconds);
    return { evidence: { ...evidence, issuer, ...findings }, holder };
  } catch (error) {
    const fault = error instanceof Flaw ? error.fault : "encoding"; // nothing else is expected
    return { evidence: { ...evidence, fault, signature: MEANS[fault] }, holder: null };
  }
}

/** "hc1", "shc" or null, by the first letters: whether a scan is for this file at all. */
export function kindOf(text) {
  if (text.startsWith("HC1:")) return "hc1";
  return ["shc:/", "eyJ", "{"].some((start) => text.startsWith(start)) ? "shc" : null;
}

/** {part, of} where a scan is one of several codes of one card; else null. Join all parts by newlines. */
export function partOf(text) {
  const found = /^shc:\/([0-9]{1,2})\/([0-9]{1,2})\/[0-9]+$/.exec(text.replace(/[\r\n]+$/, ""));
  return found && Number(found[2]) > 1 ? { part: Number(found[1]), of: Number(found[2]) } : null;
}

/** When the swab of a negative nucleic acid test was taken, in seconds; null unless it may be counted from. */
export function testedAt(evidence, atSeconds) {
  const believed = evidence.signature === "verified" && ["exact", "manual"].includes(evidence.subject_match);
  const negative = evidence.test === "naat" && evidence.result === "negative";
  if (!believed || !negative || evidence.sampled_at === null || evidence.sampled_at > atSeconds) return null;
  return evidence.sampled_at;
}

/** One code of at most 64 letters for the answers of a check. */
export function noted(evidence) {
  const match = evidence.subject_match ?? "unmatched";
  return `${evidence.kind ?? "none"}.${evidence.signature}.${match}.${evidence.digest.slice(0, 16)}`;
}

async function examined(text, kind, trust, at) {
  if (kind === null) throw new Flaw(kindOf(text.trim()) ? "trailing_characters" : "not_a_credential");
  if ([...text].length > TEXT_LIMIT) throw new Flaw("too_long");
  return kind === "hc1" ? examineHc1(text, trust, at) : examineCard(jwsOf(text), trust, at);
}

function requireUsage(key, findings) {
  if (key.usages?.length && !key.usages.includes(findings.content)) throw new Flaw("key_usage");
}

async function signerAmong(keys, family, signature, message) {
  for (const key of keys) {
    if (key.jwk.kty === family && (await signedBy(key.jwk, signature, message))) {
      if (key.revoked) throw new Flaw("key_revoked");
      return key;
    }
  }
  throw new Flaw("signature");
}

const called = (trust, scheme, kid) => (trust.keys ?? []).filter((key) => key.scheme === scheme && key.kid === kid);

// HC1 ------------------------------------------------------------------------------------------------------

async function examineHc1(text, trust, at) {
  const signed = await takenApart(text);
  const named = called(trust, "hc1", toBase64url(signed.kid));
  if (!named.length) throw new Flaw("unknown_key");
  const key = await signerAmong(named, ALGORITHMS.get(signed.algorithm), signed.signature, signed.message);
  const claims = claimsOf(signed.payload);
  if (at >= claims.expires) throw new Flaw("expired");
  if (at < claims.issued) throw new Flaw("not_yet");
  const early = key.not_before != null && claims.issued < key.not_before;
  const late = key.not_after != null && claims.expires > key.not_after;
  if (early || late) throw new Flaw("key_period");
  const read = certificateOf(claims.certificate);
  const findings = certificateFindings(read);
  requireUsage(key, findings);
  return { issuer: key.issuer, findings, holder: certificateHolder(read) };
}

async function takenApart(text) {
  const value = decodeCbor(await inflate(fromBase45(text.slice(4)), "deflate"));
  if (!Array.isArray(value) || value.length !== 4) throw new Flaw("cose");
  const [protectedBytes, open, payload, signature] = value;
  if (![protectedBytes, payload, signature].every((part) => part instanceof Uint8Array)) throw new Flaw("cose");
  const kept = protectedBytes.length ? decodeCbor(protectedBytes) : new Map();
  if (!(kept instanceof Map) || !(open instanceof Map) || kept.has(2)) throw new Flaw("cose"); // 2: crit
  const [algorithm, kid] = [1, 4].map((label) => (kept.has(label) ? kept.get(label) : open.get(label)));
  if (!ALGORITHMS.has(algorithm) || !(kid instanceof Uint8Array)) throw new Flaw("cose");
  return { algorithm, kid, payload, signature, message: encodeSigned(protectedBytes, payload) };
}

function claimsOf(payload) {
  const claims = decodeCbor(payload);
  const health = claims instanceof Map ? claims.get(-260) : null;
  if (!(health instanceof Map)) throw new Flaw("cwt");
  const [issued, expires, certificate] = [claims.get(6), claims.get(4), health.get(1)];
  if (typeof issued !== "number" || typeof expires !== "number" || !(certificate instanceof Map)) {
    throw new Flaw("cwt");
  }
  return { issued, expires, certificate };
}

function fromBase45(text) {
  const letters = [...text];
  const values = letters.map((letter) => BASE45.indexOf(letter));
  if (letters.length % 3 === 1 || values.includes(-1)) throw new Flaw("base45");
  const bytes = [];
  for (let start = 0; start < values.length; start += 3) {
    const group = values.slice(start, start + 3);
    const number = group.reduce((sum, value, place) => sum + value * 45 ** place, 0);
    if (number >= 256 ** (group.length - 1)) throw new Flaw("base45");
    if (group.length === 3) bytes.push(number >> 8);
    bytes.push(number & 255);
  }
  return new Uint8Array(bytes);
}

// SMART Health Cards ---------------------------------------------------------------------------------------

async function examineCard(jws, trust, at) {
  const card = await cardOf(jws);
  const named = called(trust, "shc", card.kid);
  if (!named.length) throw new Flaw("unknown_key");
  const own = named.filter((key) => key.issuer === card.issuer);
  if (!own.length) throw new Flaw("other_issuer");
  const key = await signerAmong(own, "EC", card.signature, card.message);
  if (card.expires !== null && at >= card.expires) throw new Flaw("expired");
  if (at < card.notBefore) throw new Flaw("not_yet");
  if (withdrawn(card, key)) throw new Flaw("revoked");
  const resources = resourcesOf(card.vc.credentialSubject?.fhirBundle);
  const [findings, holder] = [bundleFindings(resources), bundleHolder(resources)];
  if (findings.content === "test" && holder === null) throw new Flaw("bundle"); // the result of nobody
  requireUsage(key, findings);
  return { issuer: card.issuer, findings, holder };
}

function jwsOf(text) {
  if (SPACE.test(text)) throw new Flaw("trailing_characters");
  if (text.startsWith("shc:/")) return joined(text.split("\n"));
  if (!text.startsWith("{")) return text;
  const cards = cardsIn(text);
  if (cards.length !== 1) throw new Flaw(cards.length ? "several" : "not_a_credential");
  return cards[0];
}

function cardsIn(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return [];
  }
  let cards = file.verifiableCredential;
  if (!Array.isArray(cards)) {
    const named = Array.isArray(file.parameter) ? file.parameter : [];
    cards = named.filter((one) => one?.name === "verifiableCredential").map((one) => one.valueString);
  }
  return cards.filter((card) => typeof card === "string");
}

function joined(texts) {
  const parts = texts.map(partRead);
  const count = Math.max(...parts.map((part) => part.of));
  const right = parts.every(({ part, of }) => of === count && part >= 1 && part <= of && of <= MOST_CHUNKS);
  if (!right || (count > 1 && parts.some(({ letters }) => letters.length > CHUNK))) throw new Flaw("part_wrong");
  const byNumber = new Map(parts.map(({ part, letters }) => [part, letters]));
  if (byNumber.size !== parts.length) throw new Flaw("part_wrong");
  if (byNumber.size !== count) throw new Flaw("part_missing");
  return [...byNumber.keys()]
    .sort((a, b) => a - b)
    .map((part) => byNumber.get(part))
    .join("");
}

function partRead(text) {
  const found = /^shc:\/(?:([0-9]{1,2})\/([0-9]{1,2})\/)?([0-9]+)$/.exec(text);
  if (!found || found[3].length % 2) throw new Flaw("numeric");
  const values = found[3].match(/../g).map((pair) => Number(pair) + 45);
  if (values.some((value) => value > 122)) throw new Flaw("numeric");
  return { part: Number(found[1] ?? 1), of: Number(found[2] ?? 1), letters: String.fromCharCode(...values) };
}

async function cardOf(jws) {
  const found = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/.exec(jws);
  const pieces = found ? found.slice(1).map(fromBase64url) : [null];
  if (pieces.includes(null)) throw new Flaw("encoding");
  const header = jsonOf(pieces[0], "header");
  const { kid } = header;
  if (header.alg !== "ES256" || header.zip !== "DEF" || "crit" in header) throw new Flaw("header");
  if (typeof kid !== "string" || !kid) throw new Flaw("header");
  const plain = await inflate(pieces[1], "deflate-raw");
  if (plain[0] !== 0x7b || plain.at(-1) !== 0x7d) throw new Flaw("payload"); // without space around it
  const payload = jsonOf(plain, "payload");
  const { iss: issuer, nbf: notBefore } = payload;
  const expires = payload.exp ?? null;
  if (typeof issuer !== "string" || typeof notBefore !== "number") throw new Flaw("payload");
  if (expires !== null && typeof expires !== "number") throw new Flaw("payload");
  if (!issuer.startsWith("https://") || issuer.endsWith("/")) throw new Flaw("issuer_form");
  if (expires !== null && expires <= notBefore) throw new Flaw("payload");
  const { vc } = payload;
  if (!Array.isArray(vc?.type) || !vc.type.includes(CARD)) throw new Flaw("not_a_health_card");
  const message = new TextEncoder().encode(`${found[1]}.${found[2]}`);
  return { kid, issuer, notBefore, expires, vc, message, signature: pieces[2] };
}

function withdrawn(card, key) {
  return (key.rids ?? []).some((listed) => {
    const [name, before] = listed.split(/\.(.*)/s);
    return name === card.vc.rid && (!before || (/^[0-9]+$/.test(before) && card.notBefore < Number(before)));
  });
}
