// How things are put on the page: elements without markup in strings, marks, and dialogs that keep the keyboard.

const SVG = "http://www.w3.org/2000/svg";
const FILLED = { fill: "currentColor", "fill-rule": "evenodd" };
const DRAWN = { fill: "none", stroke: "currentColor", "stroke-width": "2" };
/** The shapes of docs/design; `barred` turns away. @type {Record<string, [string, object][]>} */
const SHAPES = {
  met: [["M2.25 8.75 6.25 13l7.5-9.5", { ...DRAWN, "stroke-width": "2.25" }]],
  held: [["M2 2h12v12H2z", { ...DRAWN, "stroke-width": "1.75" }], ["M5 5h2v6H5zM9 5h2v6H9z", FILLED]],
  barred: [["M8 .5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM3.5 6.5v3h9v-3z", FILLED]],
  missed: [["M8 .5 15.5 8 8 15.5.5 8z", FILLED]],
  late: [["M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5z", DRAWN], ["M8 2.25a5.75 5.75 0 0 1 0 11.5z", FILLED]],
  owed: [["M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5z", DRAWN]],
  ahead: [["M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5z", { ...DRAWN, "stroke-dasharray": "2 2.5" }]],
  disputed: [["M2 5.5h12M2 10.5h12M10.75 1.75l-5.5 12.5", DRAWN]],
  breach: [["M8 1 15.7 14.5H.3zM7 6v4h2V6zm0 5v2h2v-2z", FILLED]],
  day: [["M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 .5v2.5M8 13v2.5M.5 8H3M13 8h2.5M2.7 2.7l1.8 1.8M11.5 11.5l1.8 1.8M13.3 2.7l-1.8 1.8M4.5 11.5l-1.8 1.8", { ...DRAWN, "stroke-width": "1.5" }]],
  night: [["M13.5 10.5A6.5 6.5 0 0 1 5.5 2.5a6.5 6.5 0 1 0 8 8z", FILLED]],
  sounds: [["M1.5 5.5h3l4-3.5v12l-4-3.5h-3z", FILLED], ["M11 5a4 4 0 0 1 0 6M13 2.5a7.5 7.5 0 0 1 0 11", { ...DRAWN, "stroke-width": "1.5" }]],
  silent: [["M1.5 5.5h3l4-3.5v12l-4-3.5h-3z", FILLED], ["M11 5.5l4 5M15 5.5l-4 5", { ...DRAWN, "stroke-width": "1.5" }]],
  more: [["M1 3.5h14M1 8h14M1 12.5h14", DRAWN]],
  out: [["M6 2H2v12h4M6 8h8M10.5 4.5 14 8l-3.5 3.5", DRAWN]],
};

/** An element. `on` holds its listeners; null, false and undefined children are left out.
 * @param {string} name @param {Record<string, any>} attributes @param {...any} children
 * @returns {HTMLElement} */
export function h(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((one) => one !== null && one !== undefined && one !== false));
  return made;
}

/** A shape by itself. @param {string} kind */
export function shape(kind) {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("viewBox", "0 0 16 16");
  drawn.setAttribute("aria-hidden", "true");
  for (const [d, look] of SHAPES[kind]) {
    const path = document.createElementNS(SVG, "path");
    for (const [key, value] of Object.entries({ d, ...look })) path.setAttribute(key, value);
    drawn.append(path);
  }
  return drawn;
}

/** A status mark: shape, word, colour. @param {string} kind @param {any} word */
export const mark = (kind, word) => h("span", { class: `mark is-${kind}` }, shape(kind), h("span", {}, word));

/** Something said at length where there is room for it, and by a sign where there is none. */
export const brief = (sign, words) => [h("span", { class: "brief", "aria-hidden": "true" }, sign), h("span", { class: "long" }, words)];

/** A press. @param {any} word @param {() => void} act @param {Record<string, any>} attributes */
export function press(word, act, { quiet = false, key = null, ...attributes } = {}) {
  const look = `press${quiet ? " press-quiet" : ""}${attributes.class ? ` ${attributes.class}` : ""}`;
  return h("button", { type: "button", ...attributes, class: look, on: { click: act } }, word, key && h("kbd", {}, key));
}

/** A labelled field of one line. @param {string} id @param {string} label @param {Record<string, any>} attributes */
export function field(id, label, attributes = {}, hint = null) {
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    hint && h("span", { class: "field-hint", id: `${id}-hint` }, hint),
    h("input", { id, autocomplete: "off", "aria-describedby": hint ? `${id}-hint` : null, ...attributes }),
  );
}

/** Say what is wrong beside a field, or with null that nothing is. One fault is said at a time.
 * @param {HTMLInputElement} input @param {string|null} words */
export function fault(input, words) {
  for (const box of (input.form ?? document).querySelectorAll(".field.has-error")) mended(box);
  if (!words) return;
  input.closest(".field").classList.add("has-error");
  input.setAttribute("aria-invalid", "true");
  input.before(h("span", { class: "field-error", role: "alert" }, shape("missed"), words));
  input.focus();
}

function mended(box) {
  box.classList.remove("has-error");
  box.querySelector(".field-error")?.remove();
  box.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
}

/** A dialog over the page. It closes by Escape, and gives the keyboard back to where it was.
 * @param {string} title @param {(close: () => void) => any[]} content */
export function dialog(title, content, close = "×") {
  const shut = () => box.close();
  const box = h(
    "dialog",
    { class: "station-dialog", "aria-label": title, on: { close: () => box.remove() } },
    h("div", { class: "dialog-head" }, h("h2", {}, title), press(close, shut, { quiet: true, class: "dialog-shut" })),
  );
  box.append(...content(shut).flat().filter(Boolean));
  document.body.append(box);
  /** @type {HTMLDialogElement} */ (box).showModal();
  return box;
}

/** Put new content in the place of the old. @param {Element} where @param {...any} what */
export const fill = (where, ...what) => where.replaceChildren(...what.flat().filter(Boolean));

/** The same where the keyboard may stand on one of its presses: it stays on the one in that place. */
export function refill(where, ...what) {
  const at = [...where.querySelectorAll("button")].indexOf(/** @type {any} */ (document.activeElement));
  fill(where, ...what);
  if (at >= 0) where.querySelectorAll("button")[at]?.focus({ preventScroll: true });
}
