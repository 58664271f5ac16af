// Names that are made where the thing happens, so that saying it twice says it once.

/** A UUID of version 7 (RFC 9562). @param {number} moment milliseconds since 1970 */
export function uuid7(moment) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let left = Math.floor(moment);
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = left % 256;
    left = Math.floor(left / 256);
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A word that is used once: it ties a row to this device, whatever becomes of its reply. */
export function nonce() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
