// A scanner is a fast keyboard that ends in Enter. It is heard anywhere on the page, whatever has the focus and
// whatever input method the machine stands on: keys are read by where they lie (event.code), not by what they make.

// A hand-held scanner types a sign every 7 to 16 ms, a fast typist one in 60 or more. A busy machine may let one
// sign come late, so it is the mean that tells them apart.
const [MEAN, LATEST] = [50, 150];
const SHORTEST = 4; // signs; a shorter burst is two keys that were hit together

const PLAIN = {
  Minus: "-", Equal: "=", BracketLeft: "[", BracketRight: "]", Backslash: "\\", Semicolon: ";", Quote: "'",
  Comma: ",", Period: ".", Slash: "/", Backquote: "`", Space: " ",
  NumpadSubtract: "-", NumpadAdd: "+", NumpadDecimal: ".", NumpadDivide: "/", NumpadMultiply: "*",
};
const SHIFTED = {
  Minus: "_", Equal: "+", BracketLeft: "{", BracketRight: "}", Backslash: "|", Semicolon: ":", Quote: '"',
  Comma: "<", Period: ">", Slash: "?", Backquote: "~",
  Digit1: "!", Digit2: "@", Digit3: "#", Digit4: "$", Digit5: "%", Digit6: "^", Digit7: "&", Digit8: "*",
  Digit9: "(", Digit0: ")",
};

/** The sign of a key by its place, or null. @param {KeyboardEvent} event */
export function signOf(event) {
  const { code, shiftKey } = event;
  if (/^Key[A-Z]$/.test(code)) return shiftKey === event.getModifierState("CapsLock") ? code[3].toLowerCase() : code[3];
  if (shiftKey && SHIFTED[code]) return SHIFTED[code];
  if (/^(Digit|Numpad)\d$/.test(code)) return code.at(-1);
  return PLAIN[code] ?? (event.key?.length === 1 && !event.isComposing ? event.key : null);
}

/** Hear every scan on the page. What the burst has typed into a field is taken out of it again; a field that asks
 * for a code (`data-code`) keeps it where it came in as it is, and is answered as if it had been typed.
 * @param {(code: string) => void} heard */
export function listen(heard) {
  /** @type {null|{signs: string[], first: number, last: number, field: any, before: string}} */
  let burst = null;
  const hear = (event) => {
    const found = burst;
    burst = null;
    if (!found || found.signs.length < SHORTEST || (found.last - found.first) / (found.signs.length - 1) > MEAN) return;
    const text = found.signs.join("").trim();
    const whole = found.field?.dataset.code !== undefined && found.field.value.toUpperCase().endsWith(text.toUpperCase());
    if (whole) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (found.field) found.field.value = found.before;
    heard(text);
  };
  const key = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const at = event.timeStamp;
    if (burst && at - burst.last > LATEST) burst = null;
    if (event.code === "Enter" || event.code === "NumpadEnter") return hear(event);
    const sign = signOf(event);
    if (sign === null) return;
    if (!burst) {
      const field = event.target?.matches?.("input, textarea") ? event.target : null;
      burst = { signs: [], first: at, last: at, field, before: field?.value };
    }
    burst.signs.push(sign);
    burst.last = at;
  };
  addEventListener("keydown", key, { capture: true });
  addEventListener("pointerdown", () => (burst = null), { capture: true }); // a hand was here: what it typed is no scan
}

/** True where this browser can read a code through its camera. */
export const hasCamera = () => "BarcodeDetector" in globalThis && !!navigator.mediaDevices?.getUserMedia;

const LOOKS = 150; // ms between two looks of the camera: a hand that holds a card still for a blink is enough

/** Look through the camera until a code is seen or `signal` is given. Rejects where the camera is not allowed.
 * @param {HTMLVideoElement} video @param {AbortSignal} signal @returns {Promise<string|null>} */
export async function look(video, signal) {
  const detector = new globalThis.BarcodeDetector({ formats: ["qr_code", "code_128", "data_matrix"] });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  try {
    video.srcObject = stream;
    await video.play();
    while (!signal.aborted) {
      const [found] = await detector.detect(video).catch(() => []);
      if (found) return found.rawValue.trim();
      await new Promise((resolve) => setTimeout(resolve, LOOKS));
    }
    return null;
  } finally {
    stream.getTracks().forEach((track) => track.stop());
  }
}
