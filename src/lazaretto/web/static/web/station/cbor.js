// CBOR (RFC 8949), and of it only what a health credential needs. Ours, because the page loads nothing that has
// to be built or fetched: a hundred lines without tags that make objects, held against a library by a test.

import { Flaw } from "./flaws.js";

const DEPTH = 16;
const TRANSPARENT = new Set([0, 18, 61]); // a date in words, COSE_Sign1, CWT: looked through
const BREAK = Symbol("break");

/** One value of Map, Array, string, Uint8Array, number, true, false, null. Whatever is left over: a fault. */
export function decodeCbor(bytes) {
  const reader = new Reader(bytes);
  const value = reader.item(0);
  if (value === BREAK || reader.place !== bytes.length) throw new Flaw("encoding");
  return value;
}

/** The bytes that COSE_Sign1 signs: ["Signature1", protected, h'', payload]. */
export function encodeSigned(protectedBytes, payload) {
  const context = new TextEncoder().encode("Signature1");
  const parts = [
    [0x84],
    head(3, context.length),
    context,
    ...bstr(protectedBytes),
    ...bstr(new Uint8Array()),
    ...bstr(payload),
  ];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const bstr = (bytes) => [head(2, bytes.length), bytes];

function head(major, size) {
  const first = major << 5;
  if (size < 24) return [first | size];
  if (size < 256) return [first | 24, size];
  if (size < 65536) return [first | 25, size >> 8, size & 255];
  return [first | 26, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255];
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.place = 0;
  }

  item(depth) {
    if (depth > DEPTH) throw new Flaw("encoding");
    const first = this.take(1)[0];
    const [major, info] = [first >> 5, first & 31];
    if (major === 7) return this.simple(info);
    const size = this.size(info);
    if (size === null && (major < 2 || major === 6)) throw new Flaw("encoding");
    if (major === 0) return size;
    if (major === 1) return this.negative(size);
    if (major === 2) return size === null ? this.pieces(2) : this.take(size);
    if (major === 3) return size === null ? this.pieces(3).join("") : text(this.take(size));
    if (major === 4) return this.array(size, depth);
    if (major === 5) return this.map(size, depth);
    if (!TRANSPARENT.has(size)) throw new Flaw("encoding");
    return this.value(depth + 1);
  }

  value(depth) {
    const value = this.item(depth);
    if (value === BREAK) throw new Flaw("encoding");
    return value;
  }

  take(size) {
    if (size > this.bytes.length - this.place) throw new Flaw("encoding");
    this.place += size;
    return this.bytes.slice(this.place - size, this.place);
  }

  /** A length or a number; null: until a break. */
  size(info) {
    if (info < 24) return info;
    if (info === 31) return null;
    if (info > 27) throw new Flaw("encoding");
    const width = 2 ** (info - 24);
    const number = [...this.take(width)].reduce((sum, byte) => sum * 256 + byte, 0);
    if (!Number.isSafeInteger(number)) throw new Flaw("encoding");
    return number;
  }

  negative(size) {
    if (!Number.isSafeInteger(-1 - size)) throw new Flaw("encoding");
    return -1 - size;
  }

  pieces(major) {
    const found = [];
    for (;;) {
      const first = this.take(1)[0];
      if (first === 0xff) break;
      if (first >> 5 !== major || (first & 31) === 31) throw new Flaw("encoding");
      const piece = this.take(this.size(first & 31));
      found.push(major === 3 ? text(piece) : piece);
    }
    return major === 3 ? found : Uint8Array.from(found.flatMap((piece) => [...piece]));
  }

  array(size, depth) {
    const found = [];
    for (let count = 0; size === null || count < size; count += 1) {
      const value = this.item(depth + 1);
      if (value === BREAK) {
        if (size !== null) throw new Flaw("encoding");
        break;
      }
      found.push(value);
    }
    return found;
  }

  map(size, depth) {
    const found = new Map();
    for (let count = 0; size === null || count < size; count += 1) {
      const key = this.item(depth + 1);
      if (key === BREAK && size === null) break;
      const plain = typeof key === "string" || typeof key === "number";
      if (!plain || found.has(key)) throw new Flaw("encoding");
      found.set(key, this.value(depth + 1));
    }
    return found;
  }

  simple(info) {
    const known = new Map([
      [20, false],
      [21, true],
      [22, null],
      [31, BREAK],
    ]);
    if (!known.has(info)) throw new Flaw("encoding"); // no fractions: a credential has none
    return known.get(info);
  }
}

function text(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Flaw("encoding");
  }
}
