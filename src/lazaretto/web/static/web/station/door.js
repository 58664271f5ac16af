// The door of the station: made one in two steps by somebody who is signed in, then opened by its PIN.
import { here, root, station } from "./holding.js";
import { formerLocks, MOST_TRIES, SHORTEST_PIN, tryPin, weakness } from "./locking.js";
import { fault, field, fill, h, mark, press } from "./showing.js";
import { spoken, t } from "./speaking.js";
import { Answered, ask } from "./syncing.js";
import { now } from "./timing.js";

const POST = /^[a-z0-9][a-z0-9-]{0,23}$/;

/** The set-up. `made` is handed what the server gave and the PIN. @param {Element} where
 * @param {(given: {device: string, token: string}, pin: string) => Promise<void>} made @param {string} [news] */
export async function showSetUp(where, made, news) {
  const lead = [news && h("div", { class: "said on-late", role: "alert" }, mark("late", news))];
  const former = await formerLocks();
  const rows = former.reduce((sum, one) => sum + one.rows, 0);
  if (rows) lead.push(h("p", { class: "station-lead" }, mark("owed", t("former_rows", { n: rows }))));
  let officer;
  try {
    officer = await ask(`${here()}/officer`, {});
  } catch {
    fill(where, frame(t("setup_title"), lead, h("p", { class: "station-lead" }, t("setup_offline")), press(t("again"), () => showSetUp(where, made, news))));
    return;
  }
  if (!officer.signed_in) {
    const to = `/accounts/login/?next=${encodeURIComponent(here())}`;
    fill(where, frame(t("setup_title"), lead, h("p", { class: "station-lead" }, t("setup_sign_in")), h("a", { class: "press", href: to }, t("sign_in"))));
  } else if (!officer.may) {
    fill(where, frame(t("setup_title"), lead, h("p", { class: "station-lead" }, t("setup_may_not"))));
  } else stepOne(where, made, lead, officer);
}

function stepOne(where, made, lead, officer, post = "gate-1") {
  const step = (event) => {
    event.preventDefault();
    const input = where.querySelector("#post");
    const typed = input.value.trim().toLowerCase();
    if (!POST.test(typed)) fault(input, t("post_wrong"));
    else stepTwo(where, made, lead, officer, typed);
  };
  const form = h(
    "form",
    { on: { submit: step }, novalidate: true },
    h("p", { class: "station-step" }, t("step", { n: 1, of: 2 })),
    field("post", t("post_label"), { value: post, maxlength: 24, required: true }, t("post_hint")),
    h("button", { class: "press press-wide" }, t("go_on")),
  );
  fill(where, frame(t("setup_title"), lead, h("p", { class: "station-lead" }, t("setup_lead")), form));
  where.querySelector("#post").focus();
}

function stepTwo(where, made, lead, officer, post) {
  const step = async (event, replace = false) => {
    event?.preventDefault();
    const [first, second] = where.querySelectorAll("input");
    const weak = weakness(first.value);
    if (weak) return fault(first, t(weak, { n: SHORTEST_PIN }));
    if (first.value !== second.value) return fault(second, t("pin_differs"));
    const button = where.querySelector("button.press");
    button.disabled = true;
    try {
      const send = replace ? { post, replace } : { post };
      await made(await ask(`${root()}/stations`, { csrf: officer.csrf, send, language: spoken() }), first.value);
    } catch (problem) {
      button.disabled = false;
      refused(where, problem, () => step(null, true));
    }
  };
  const pin = { type: "password", inputmode: "numeric", required: true, autocomplete: "new-password" };
  const form = h(
    "form",
    { on: { submit: step }, novalidate: true },
    h("p", { class: "station-step" }, t("step", { n: 2, of: 2 })),
    field("pin", t("pin_label"), pin, t("pin_hint", { n: SHORTEST_PIN, most: MOST_TRIES })),
    field("pin-again", t("pin_again"), pin),
    h("div", { class: "station-problem" }),
    h("button", { class: "press press-wide" }, t("setup_done")),
    press(t("back"), () => stepOne(where, made, lead, officer, post), { quiet: true, class: "press-wide" }),
  );
  fill(where, frame(t("setup_title"), lead, form));
  where.querySelector("#pin").focus();
}

function refused(where, problem, replace) {
  const taken = problem instanceof Answered && problem.rule === "post_taken";
  const words = problem instanceof Answered ? problem.detail : t("setup_offline");
  fill(
    where.querySelector(".station-problem"),
    h("div", { class: "summary", role: "alert" }, mark("missed", words), taken && h("p", {}, t("post_replace_why"))),
    taken && press(t("post_replace"), replace, { quiet: true, class: "press-wide" }),
  );
}

/** Ask for the PIN. `opened` is handed the keys; `wiped` is told that there are none any more. */
export function showLocked(where, lock, opened, wiped, waiting) {
  const unlock = async (event) => {
    event.preventDefault();
    const input = where.querySelector("#pin");
    const button = where.querySelector("button.press");
    button.disabled = true;
    const tried = await tryPin(lock, input.value, now());
    button.disabled = false;
    if (tried.keys) return opened(tried.keys);
    if (tried.wiped) return wiped();
    input.value = "";
    return fault(input, t("pin_wrong", { n: tried.left }));
  };
  const form = h(
    "form",
    { on: { submit: unlock }, novalidate: true },
    field("pin", t("pin_label"), { type: "password", inputmode: "numeric", autocomplete: "current-password", required: true }),
    h("button", { class: "press press-wide" }, t("unlock")),
  );
  const rows = waiting && mark("owed", t("waits", waiting));
  fill(where, frame(t("locked_title"), [rows && h("p", { class: "station-lead" }, rows)], form));
  where.querySelector("#pin").focus();
}

/** Try the PIN of an earlier enrolment on what it left. @returns {Promise<import("./sealing.js").Keys|null>} */
export async function openFormer(lock, pin) {
  const tried = await tryPin(lock, pin, now());
  return tried.keys ?? null;
}

/** A narrow page with one thing to do. */
const frame = (title, lead, ...content) =>
  h("section", { class: "station-door" }, h("p", { class: "station-code" }, station.code), h("h1", {}, title), ...lead.filter(Boolean), ...content);
