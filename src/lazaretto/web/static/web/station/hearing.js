// To whom a scan belongs: to the topmost dialog that wants one, else to the desk.
import { listen } from "./scanning.js";

/** @type {{box: Element, act: (code: string) => void}[]} */
const stack = [];
/** @type {(code: string) => void} */
let desk = () => {};

listen((code) => (stack.at(-1)?.act ?? desk)(code));

/** Let a dialog hear scans until it closes. @param {HTMLElement} box @param {(code: string) => void} act */
export function hearing(box, act) {
  const one = { box, act };
  stack.push(one);
  box.addEventListener("close", () => stack.splice(stack.indexOf(one), 1));
}

/** @param {(code: string) => void} act what a scan does where no dialog is open */
export const deskHears = (act) => (desk = act);

export const dialogOpen = () => !!document.querySelector("dialog[open]");
