// The station: opens what this browser keeps, joins its parts, and records what passes.
import { drawEmergency, drawFrozen, drawStrip } from "./strip.js";
import { makeDesk } from "./desk.js";
import { showLocked, showSetUp } from "./door.js";
import { deskHears } from "./hearing.js";
import { changed, here, onChange, root, station, takeUp } from "./holding.js";
import { presentLock, setLock, tryPin, wipe, formerLocks } from "./locking.js";
import { askOfficer, askTakeBack, showMore, showTold } from "./menus.js";
import { nonce, uuid7 } from "./naming.js";
import { adopt, answeredUpTo, dropSealed, enqueue, forget, keepSealed, NoLock, passed, sealedThing, statement, waiting } from "./queueing.js";
import { brief, fill, h, shape } from "./showing.js";
import { isMuted, mute, sound } from "./sounding.js";
import { idleSeconds, isDemo, languages, learn, speak, spoken, t } from "./speaking.js";
import { retracting } from "./stating.js";
import { keep, openStore, read } from "./storing.js";
import { Answered, askPack, keepSyncing, upload } from "./syncing.js";
import { now, seconds, tick, wind } from "./timing.js";

const TICK = 5_000; // ms between two looks at the clock
const KEPT = 50; // passages of the log that are kept although the pack tells of them
const SIGNS = { "zh-hans": "简", "zh-hant": "繁", en: "En" };
const ENDED = { station_revoked: "ended_revoked", station_expired: "ended_expired" };

const parts = {};
let syncing, desk, persistent = false, touched = Date.now();
let unlocked = false; // the keys stay a while behind the PIN, for what waits: they show nothing
let telling = Promise.resolve();

async function start() {
  await learn();
  await openStore(station.code);
  await wind();
  await bury();
  station.queue = (await read("kept", "queue")) ?? nonce();
  await keep("queue", station.queue);
  persistent = (await navigator.storage?.persist?.()) ?? false;
  await navigator.serviceWorker?.register("/station-worker.js", { scope: here() }).catch(() => null);
  setInterval(beat, TICK);
  for (const event of ["keydown", "pointerdown"]) addEventListener(event, () => (touched = Date.now()), { capture: true, passive: true });
  drawFrame();
  await door();
}

/** The PIN where there is a station, else the set-up. @param {string} [news] why there is none any more */
async function door(news) {
  deskHears(() => {});
  desk = null;
  parts.strip.hidden = true;
  const lock = await presentLock();
  station.waiting = await waiting(station.term);
  if (lock) showLocked(parts.main, lock, (keys) => open(lock, keys), () => door(t("ended_tries")), await waits());
  else await showSetUp(parts.main, enrolled, news);
}

const waits = async () => {
  const { rows, earliest } = station.waiting;
  return rows ? { rows, at: new Date(earliest).toISOString().slice(11, 16) } : null;
};

/** The server has made this browser a station: new keys, and what an earlier one left under the same PIN. */
async function enrolled({ device, token }, pin) {
  const { lock, keys } = await setLock(pin, now());
  await keepSealed("station", { device, token }, keys);
  await keep("station", { device });
  for (const former of await formerLocks()) {
    const tried = await tryPin(former.lock, pin, now(), false);
    if (tried.keys) await adopt(tried.keys, former.lock.term, keys, lock.term);
  }
  await open(lock, keys);
}

async function open(lock, keys) {
  unlocked = true;
  Object.assign(station, { keys, term: lock.term, link: "starting", ...(await sealedThing("station", keys)) });
  Object.assign(station, (await sealedThing("desk", keys)) ?? {});
  station.declared ??= await sealedThing("declared", keys); // before the list, which may answer for it
  const pack = (await sealedThing("pack", keys)) ?? dead(await sealedThing("tables", keys));
  if (pack) takeUp(pack);
  station.log = await passed(keys);
  station.waiting = await waiting(station.term);
  parts.strip.hidden = false;
  syncing?.stop();
  syncing = keepSyncing(sync);
  const first = syncing.now();
  if (!station.pack) {
    fill(parts.main, h("p", { class: "station-starting", role: "status" }, t("first_list")));
    await first;
  }
  if (station.keys !== keys) return; // it ended meanwhile
  desk = makeDesk(parts.main, { record, takeBack, officer: async (code) => askOfficer(standHere, code), news });
  changed();
}

/** Once up and down. Whatever the server says, nothing leaves the queue without its answer. */
async function sync(fresh) {
  if (!station.token) return;
  try {
    await tellDeclared();
    const { missing } = await upload({ root: root(), token: station.token, keys: station.keys, term: station.term, queue: station.queue, language: spoken() });
    station.missing = missing;
    station.waiting = await waiting(station.term);
    if (unlocked && (fresh || !station.pack)) await freshList();
    Object.assign(station, { link: "open", trouble: "" });
  } catch (problem) {
    if (problem instanceof Answered && ENDED[problem.rule]) return end(ENDED[problem.rule]);
    Object.assign(station, problem instanceof Answered ? { link: "trouble", trouble: problem.detail } : { link: "cut" });
    throw problem;
  } finally {
    station.waiting = await waiting(station.term);
    changed();
  }
}

/** A newer list: whoever passed since it was asked for is remembered here, everybody earlier stands in it. */
async function freshList() {
  const { keys } = station;
  const shut = () => !unlocked || station.keys !== keys; // locked or ended while the list was under way
  const upTo = await answeredUpTo();
  const mark = station.pack?.dead ? undefined : station.pack?.mark;
  const found = await askPack(root(), { token: station.token, language: spoken(), mark });
  if (shut()) return;
  const pack = { ...(found.pack ?? station.pack), mark: found.mark, upTo };
  if (!found.pack) Object.assign(pack, { made: found.made, dies: found.dies });
  const { expected, officers, approvers, trust, credential_words, ...tables } = pack;
  await keepSealed("pack", pack, keys);
  await keepSealed("tables", tables, keys);
  await keep("dies", pack.dies);
  if (shut()) return;
  takeUp(pack);
  if (!station.declared) await dropSealed("declared");
  const old = station.log.filter((one) => one.sequence <= upTo).slice(0, -KEPT);
  await forget(old.map((one) => one.passage));
  station.log = station.log.filter((one) => !old.includes(one));
  if (desk) desk.list();
}

/** The station is none any more: list, token and keys are destroyed, the queue stays sealed. */
async function end(why) {
  syncing.stop();
  unlocked = false;
  await wipe();
  Object.assign(station, { keys: null, token: "", pack: null, expected: new Map(), log: [], officer: "" });
  await door(t(why));
}

/** Record: on the disk first, then on the screen. @returns {Promise<boolean>} false where it could not be stored */
async function record(statements, entry) {
  try {
    entry.sequence = await enqueue(statements, station.keys, station.term, [entry]);
  } catch (problem) {
    notStored(problem);
    return false;
  }
  station.log.push(entry);
  station.zone = entry.way === "in" ? entry.zone : station.zone;
  station.waiting = await waiting(station.term);
  sound("recorded");
  news(t(entry.overridden ? "recorded_override" : `recorded_${entry.way}`, { subject: entry.masked ?? entry.subject }));
  changed();
  syncing.now();
  return true;
}

const notStored = (problem) => news(t(problem instanceof NoLock ? "not_stored_ended" : "not_stored"), true);

function takeBack(entry) {
  askTakeBack(entry, async (reason) => {
    const undone = { ...entry, undone: true };
    try {
      undone.sequence = await enqueue(retracting(entry.facts, reason), station.keys, station.term, [undone]);
    } catch (problem) {
      return notStored(problem);
    }
    station.log = station.log.map((one) => (one.passage === entry.passage ? undone : one));
    station.waiting = await waiting(station.term);
    news(t("recorded_back", { subject: entry.subject }));
    changed();
    desk.refresh();
    return syncing.now();
  });
}

async function standHere(code) {
  station.officer = code;
  await keepSealed("desk", { officer: code, zone: station.zone }, station.keys);
  changed();
  desk.refresh();
}

/** One act opens every rule of this house, here and at once; the server hears of it with the queue. */
async function declare(cause) {
  const body = { kind: "gate.emergency_declared/1", emergency: `E-${uuid7(now())}`, cause, declared_by: station.officer || station.device };
  station.declared = { emergency: body.emergency, cause, since: seconds(), statement: statement(body, station.code), sequence: null };
  changed();
  desk.refresh();
  const problem = await tellDeclared(); // the gate is open already, whatever the disk says
  if (problem) return notStored(problem);
  station.waiting = await waiting(station.term);
  changed();
  return syncing.now();
}

/** Keep what was declared for a reload, and put its row; once, and with every sync until it could be stored. */
const tellDeclared = () => (telling = telling.then(putDeclared));

async function putDeclared() {
  const { declared, keys, term } = station;
  if (!declared || declared.sequence) return null;
  try {
    await keepSealed("declared", declared, keys);
    const sequence = await enqueue([declared.statement], keys, term); // the same statement each time: one fact
    declared.sequence = sequence;
    await keepSealed("declared", declared, keys);
    return null;
  } catch (problem) {
    return declared.sequence ? null : problem;
  }
}

/** What stays when a list has died: the tables of the protocol, which name nobody. @param {any} tables */
const dead = (tables) => tables && { ...tables, dead: true, expected: [], officers: [], approvers: {} };

/** A list that is too old is destroyed, whether the station is open or locked. */
async function bury() {
  const dies = await read("kept", "dies");
  if (!dies || seconds() < dies) return;
  await dropSealed("pack");
  await keep("dies", 0);
  if (!station.pack) return;
  takeUp(dead(station.pack));
  desk?.refresh();
}

/** Time passes: the clock is looked at, an old list is destroyed, a station left alone is locked. */
async function beat() {
  await tick();
  await bury();
  if (station.keys && desk && Date.now() - touched > idleSeconds() * 1000) lockUp();
  changed();
}

/** Leave the desk. What waits goes on being uploaded, then the keys are forgotten. */
function lockUp() {
  const { keys } = station;
  unlocked = false;
  Object.assign(station, { pack: null, expected: new Map(), log: [], officer: "" });
  const forgetKeys = () => {
    if (station.waiting.rows && station.keys === keys && !desk) return;
    stop();
    if (desk || station.keys !== keys) return; // opened again meanwhile
    syncing.stop();
    Object.assign(station, { keys: null, token: "" });
  };
  const stop = onChange(forgetKeys);
  door().then(forgetKeys);
}

/** Say something for the eye and for the screen reader. */
function news(words, grave = false) {
  fill(parts.news, words && h("p", { class: `said ${grave ? "on-missed" : "on-met"}`, role: grave ? "alert" : null }, words));
}

const more = () => desk && showMore({ lock: lockUp, signOut, emergency: declare, adopt: adoptNow, persistent });

function drawFrame() {
  const language = ([code, name]) => h("button", { type: "button", lang: code, "aria-pressed": String(code === spoken()), on: { click: () => (speak(code), again()) } }, brief(SIGNS[code] ?? code, name));
  const theme = (name) => h("button", { type: "button", "aria-pressed": String(localStorage.getItem("station-theme") === name), on: { click: () => setTheme(name) } }, brief(shape(name), t(`theme_${name}`)));
  const head = h(
    "header",
    { class: "head" },
    h("span", { class: "head-name" }, t("lazaretto"), h("span", { class: "head-place" }, station.device || station.code)),
    h(
      "div",
      { class: "station-set" },
      h("div", { role: "group", "aria-label": t("language") }, languages().map(language)),
      h("div", { role: "group", "aria-label": t("theme") }, theme("day"), theme("night")),
      h("button", { type: "button", "aria-pressed": String(!isMuted()), on: { click: () => (mute(!isMuted()), again()) } }, brief(shape(isMuted() ? "silent" : "sounds"), t("sounds"))),
      h("button", { type: "button", on: { click: more } }, brief(shape("more"), t("more"))),
    ),
  );
  Object.assign(parts, {
    strip: h("div", { class: "strip", role: "region", "aria-label": t("state_of_station") }),
    emergency: h("div", { class: "emergency", role: "alert", hidden: true }),
    frozen: h("div", { class: "frozen", role: "status", hidden: true }),
    news: h("div", { class: "news", role: "status" }),
    main: h("div", { class: "desk" }),
  });
  const main = h("main", { id: "main", class: "sheet station-sheet", tabindex: "-1" }, h("h1", { class: "unseen" }, t("title")), parts.news, parts.main);
  const banner = isDemo() && h("div", { class: "banner", role: "note" }, shape("breach"), h("span", {}, t("demo")));
  fill(document.querySelector(".page"), h("a", { class: "skip", href: "#main" }, t("skip")), banner, head, parts.emergency, parts.frozen, parts.strip, main);
  document.title = `${t("title")} · ${station.code} · ${t("lazaretto")}`;
}

onChange(() => {
  if (!parts.strip || !station.keys) return;
  drawEmergency(parts.emergency);
  drawFrozen(parts.frozen);
  drawStrip(parts.strip, { officer: () => askOfficer(standHere), more, told: () => showTold(async () => { station.waiting = await waiting(station.term); changed(); }) });
  parts.strip.parentElement.querySelector(".head-place").textContent = station.device || station.code;
  desk?.drawLog();
});

/** Draw everything anew in the language that is spoken now; what is open stays recorded, not what is half typed. */
async function again() {
  drawFrame();
  if (!station.keys || !desk) return door();
  desk = makeDesk(parts.main, { record, takeBack, officer: async (code) => askOfficer(standHere, code), news });
  return changed();
}

function setTheme(name) {
  const chosen = localStorage.getItem("station-theme") === name ? null : name;
  if (chosen) localStorage.setItem("station-theme", chosen);
  else localStorage.removeItem("station-theme");
  document.getElementById("night").media = { night: "screen", day: "not all" }[chosen] ?? "screen and (prefers-color-scheme: dark)";
  again();
}

async function adoptNow(lock, keys) {
  await adopt(keys, lock.term, station.keys, station.term);
  station.waiting = await waiting(station.term);
  changed();
  syncing.now();
}

/** The end of this station: what waits is sent once more if it can be, and stays sealed if it cannot. */
async function signOut() {
  await syncing.now();
  if (station.keys) await end("ended_signed_out");
}

start().catch((problem) => {
  const words = document.documentElement.lang.startsWith("zh") ? "此浏览器不能保存数据，门岗站无法打开。" : "This browser keeps nothing: the station cannot open.";
  document.querySelector(".page").replaceChildren(Object.assign(document.createElement("p"), { className: "station-starting", textContent: words }));
  throw problem;
});
