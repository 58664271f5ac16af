// The page: takes files and keys, has them checked, and shows what came of it, fact by fact.
"use strict";

const WORDS = JSON.parse(document.getElementById("words").textContent);
const LANGUAGES = ["zh-Hans", "zh-Hant", "en"];
const MOST = 200; // entries that are named; the file has them all
const $ = (id) => document.getElementById(id);
let language = LANGUAGES.find((one) => navigator.language.startsWith(one))
  ?? (/^zh-(TW|HK|MO)/.test(navigator.language) ? "zh-Hant" : navigator.language.startsWith("zh") ? "zh-Hans" : "en");
let made = null, kept = "", found = null, refused = null;

/** A sentence in the reader's language, its blanks filled. A code without words stands for itself. */
function say(key, values = {}) {
  const sentence = (Object.hasOwn(WORDS, key) ? WORDS[key] : null)?.[LANGUAGES.indexOf(language)] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

function h(tag, values = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** An instant on the reader's own clock, with its offset. */
function at(instant) {
  if (!instant) return "";
  const moment = new Date(instant);
  if (Number.isNaN(+moment)) return String(instant);
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(moment);
}

async function run() {
  found = refused = null;
  if (!made) return show();
  try {
    const lines = $("keys").value.split(/\s+/u).filter((one) => one.includes("+"));
    found = await check(made, await Promise.all(lines.map(keyOf)), kept);
    found.later = replacing();
    found.print = await fingerprint(found.key);
  } catch (wrong) {
    refused = wrong instanceof Broken ? wrong : new Broken(wrong?.name === "NotSupportedError" ? "lacking" : "format", wrong?.message);
  }
  show();
}

async function take(files) {
  for (const file of files) {
    try {
      const one = await fileOpened(file);
      if (one.made) made = one.made; else kept = one.kept;
    } catch (wrong) {
      made = null;
      found = null;
      refused = wrong instanceof Broken ? wrong : new Broken("format");
      return show();
    }
  }
  await run();
}

function show() {
  document.documentElement.lang = language;
  document.title = say("title");
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("nav button")) node.setAttribute("aria-pressed", node.value === language);
  document.querySelector("nav").setAttribute("aria-label", say("languages"));
  $("result").hidden = $("facts").hidden = !found;
  $("verdict").replaceChildren(...verdict());
  if (!found) return;
  $("result").replaceChildren(h("h2", {}, say("the_log")), h("dl", {}, ...logLines().flatMap(([name, value]) => [h("dt", {}, say(name)), value])));
  const broken = found.facts.filter((one) => one.wrong); // first: nobody has to look for the red line
  $("facts").replaceChildren(h("h2", {}, say("the_facts", { count: found.facts.length })), h("p", { class: "soft" }, say("facts_hint")), ...broken.map(line), ...found.facts.filter((one) => !one.wrong).map(line));
}

function verdict() {
  const told = (sort, key, values) => [h("p", { class: sort, "data-verdict": sort }, say(key, values))];
  if (refused) return told("wrong", `wrong_${refused.code}`, { detail: refused.detail });
  if (!found) return kept ? told("doubtful", "kept_only", {}) : [];
  const wrong = found.facts.filter((one) => one.wrong).length;
  const values = { person: made.person, count: found.facts.length, wrong, size: found.root.size };
  if (wrong) return told("wrong", "some_wrong", values);
  if (found.earlier?.wrong || found.mine?.state === "forked") return told("wrong", "wrong_earlier", values);
  if (!found.onPaper) return told("doubtful", "all_right_own_key", values);
  // Of an entry without its words it is proved that it is there, and neither of whom it speaks nor what it says.
  values.count = found.facts.filter((one) => one.fact.state === "told").length;
  return [...told(values.count ? "right" : "doubtful", "all_right", values), ...unsaid(found.facts.length - values.count)];
}

/** What the green line does not speak of. */
function unsaid(count) {
  return count ? [h("p", { class: "doubtful" }, say("only_placed", { count }))] : [];
}

function logLines() {
  const code = (text) => h("dd", { class: "code" }, text), plain = (text) => h("dd", {}, text);
  const states = (state) => made.facts.filter((one) => one.state === state).length;
  const lines = [
    ["person", plain(made.person)],
    ["made", plain(at(made.made))],
    ["houses", plain(made.houses.length ? made.houses.join(" ") : say("everywhere"))],
    ["log_name", code(found.root.origin)],
    ["log_key", code(found.key.written)],
    ["log_print", code(found.print)],
    ["log_size", plain(String(found.root.size))],
    ["log_root", h("dd", { class: "code" }, hex(found.root.root), h("br"), base64(found.root.root))], // as on the paper; as in the note
    ["witnesses", plain(found.root.witnesses.map((one) => `${one.key.name} (${at(one.at * 1000)})`).join("; ") || say("nobody"))],
    ["counts", plain(say("counted", { told: states("told"), others: states("names_others"), erased: states("erased") }))],
    ["left_out", plain(say("left_out_said", made.left_out))],
  ];
  const saying = saidIn();
  if (saying) lines.push(["said_in", plain(saying)]);
  if (found.earlier) lines.push(["earlier", plain(found.earlier.wrong ? say("wrong_earlier") : say("grown", { size: found.earlier.size }))]);
  if (found.mine) lines.push(["mine", plain(say(`mine_${found.mine.state}`, { size: found.mine.size }))]);
  return lines;
}

/** The entries that say what was erased, as the house names them; empty where it names none. */
function saidIn() {
  const named = Array.isArray(made.left_out?.said_in) ? made.left_out.said_in.filter(Number.isSafeInteger) : [];
  return named.slice(0, MOST).join(say("comma")) + (named.length > MOST ? " …" : "");
}

/** What stands in the place of a fact's words: of one that was erased also which entry says so. */
function without(fact) {
  if (fact.state === "told") return "";
  const by = fact.state === "erased" && Number.isSafeInteger(fact.said_in) ? say("erased_in", { index: fact.said_in }) : "";
  return ` · ${say(fact.state, { rule: fact.rule })}${by}`;
}

/** The entry that corrects or withdraws a fact, by the id of the fact. */
function replacing() {
  const later = found.facts.filter((one) => one.said && !one.wrong);
  return new Map(later.flatMap(({ fact, said }) => [said.corrects, said.body?.fact].filter((id) => id != null).map((id) => [id, fact.index])));
}

function line(one) {
  const { fact, said, wrong, way } = one;
  const kind = String(said?.body?.kind ?? fact.kind ?? "").split("/")[0];
  const later = found.later.get(said?.id);
  const mark = wrong ? "wrong" : fact.state === "told" ? "right" : "doubtful";
  const head = h("summary", {},
    h("span", { class: `mark ${mark}` }, wrong ? `✗ ${say("broken")}` : mark === "right" ? `✓ ${say("proved")}` : say("placed")),
    h("span", {}, at(said?.occurred ?? fact.occurred)),
    h("span", {}, Object.hasOwn(WORDS, kind) ? `${say(kind)} ` : "", h("span", { class: "code" }, kind), without(fact), later === undefined ? "" : ` · ${say("replaced", { index: later })}`),
    h("span", { class: "place" }, `${fact.house} ${fact.position} · ${say("entry", { index: fact.index })}`),
    wrong ? h("span", { class: "why" }, say(`wrong_${wrong.code}`)) : null);
  return h("details", { "data-fact": fact.index, "data-wrong": wrong?.code ?? null }, head, h("div", {}, ...inside(fact, said, way)));
}

/** What a fact says, and its way up to the root, hash by hash. */
function inside(fact, said, way) {
  const code = (text) => h("span", { class: "code" }, text);
  const parts = [];
  if (said) parts.push(h("h3", {}, say("words")), h("pre", {}, JSON.stringify(said, null, 1)), h("p", { class: "soft" }, say("salt"), " ", code(fact.salt ?? "")));
  else parts.push(h("p", {}, say("unproved_kind")));
  if (!way) return parts;
  const steps = way.steps.map((step) => h("li", {}, say(step.onTheLeft ? "left" : "right"), " ", code(base64(step.sibling)), " → ", code(base64(step.found))));
  return [...parts, h("h3", {}, say("climb")), h("pre", {}, way.entry), h("p", {}, say("leaf"), " ", code(base64(way.leaf))), h("ol", {}, ...steps), h("p", {}, say("reached"), " ", code(base64(found.root.root)))];
}

for (const button of document.querySelectorAll("nav button")) {
  button.addEventListener("click", () => { language = button.value; show(); });
}
$("files").addEventListener("change", (event) => take([...event.target.files]));
$("keys").addEventListener("input", () => run());
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    $("drop").classList.toggle("over", name === "dragover");
    if (name === "drop") take([...event.dataTransfer.files]);
  });
}
(async () => {
  try {
    await crypto.subtle.importKey("raw", new Uint8Array(32), { name: "Ed25519" }, false, ["verify"]);
  } catch { $("lacking").hidden = false; }
  show();
})();
