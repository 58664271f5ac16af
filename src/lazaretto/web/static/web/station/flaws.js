// What both kinds of credential need: faults by name, base64url, decompression with a limit, signatures.

const INFLATED_LIMIT = 128 * 1024; // as in lazaretto/credentials/inflating.py
const BYTES = 32;
const LEAST_RSA = 2048;

/** What a fault means for the signature. Only a credential without any fault is "verified". */
export const MEANS = {
  not_a_credential: "none",
  trailing_characters: "none",
  too_long: "none",
  several: "none",
  part_missing: "none",
  part_wrong: "none",
  base45: "none",
  numeric: "none",
  compression: "none",
  encoding: "none",
  cose: "bad",
  cwt: "bad",
  header: "bad",
  payload: "bad",
  issuer_form: "bad",
  signature: "bad",
  schema: "bad",
  bundle: "bad",
  not_a_health_card: "bad",
  unknown_key: "untrusted_issuer",
  other_issuer: "untrusted_issuer",
  key_revoked: "untrusted_issuer",
  key_usage: "untrusted_issuer",
  key_period: "untrusted_issuer",
  trust_list_stale: "untrusted_issuer",
  expired: "expired",
  not_yet: "expired",
  revoked: "expired",
};

/** Inside these files only: what is wrong, on its way to becoming a value. */
export class Flaw extends Error {
  constructor(fault) {
    super(fault);
    this.fault = fault;
  }
}

export async function digestOf(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function toBase64url(bytes) {
  const letters = btoa(String.fromCharCode(...bytes));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The bytes, or null where it is no base64url without padding, written in the one way. */
export function fromBase64url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const again = btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return again === text ? Uint8Array.from(letters, (letter) => letter.charCodeAt(0)) : null;
}

/** An object of JSON in strict UTF-8, or the fault. */
export function jsonOf(bytes, fault) {
  let value;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new Flaw(fault);
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Flaw(fault);
  return value;
}

/** format: "deflate" (zlib's frame) or "deflate-raw". Cut short, going on after its end, too large: a fault. */
export async function inflate(bytes, format) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const chunks = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > INFLATED_LIMIT) {
        await reader.cancel();
        throw new Flaw("compression");
      }
      chunks.push(value);
    }
  } catch {
    throw new Flaw("compression");
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Whether the key, a JWK, made the signature: ECDSA with r and s side by side, or RSA-PSS, salt 32. */
export async function signedBy(jwk, signature, message) {
  const rsa = jwk.kty === "RSA";
  if (rsa ? modulusBits(jwk.n) < LEAST_RSA : signature.length !== 2 * BYTES) return false;
  const kind = rsa ? { name: "RSA-PSS", hash: "SHA-256" } : { name: "ECDSA", namedCurve: "P-256" };
  const how = rsa ? { name: "RSA-PSS", saltLength: BYTES } : { name: "ECDSA", hash: "SHA-256" };
  try {
    const key = await crypto.subtle.importKey("jwk", jwk, kind, false, ["verify"]);
    return await crypto.subtle.verify(how, key, signature, message);
  } catch {
    return false;
  }
}

function modulusBits(modulus) {
  const bytes = fromBase64url(modulus) ?? new Uint8Array();
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (bytes.length - first - 1) * 8 + (32 - Math.clz32(bytes[first]));
}
