// The station's words. They come with the page in all its languages, so that it changes language without a network.

const CHOSEN = "station-language";
const SCRIPT = { "zh-hans": "zh-Hans", "zh-hant": "zh-Hant", en: "en" }; // as a protocol's texts are named
/** @type {{demo: boolean, idle: number, names: Record<string, string>, words: Record<string, Record<string, string>>}} */
let texts;
let language = document.documentElement.lang;

export async function learn() {
  texts = await (await fetch("/station-texts.json")).json();
  const elsewhere = document.cookie.match(/django_language=([\w-]+)/)?.[1]; // as on the other pages of the house
  const wanted = [localStorage.getItem(CHOSEN), elsewhere, ...navigator.languages.map(ours)];
  language = wanted.find((one) => one && texts.words[one]) ?? "zh-hans";
  document.documentElement.lang = language;
}

function ours(tag) {
  if (/^zh-(hant|tw|hk|mo)/i.test(tag)) return "zh-hant";
  return /^zh/i.test(tag) ? "zh-hans" : tag.slice(0, 2);
}

/** Speak another language from now on. @param {string} other */
export function speak(other) {
  language = other;
  localStorage.setItem(CHOSEN, other);
  document.documentElement.lang = other;
}

export const spoken = () => language;
export const languages = () => Object.entries(texts.names);
export const isDemo = () => texts.demo;
export const idleSeconds = () => texts.idle;
export const has = (word) => word in texts.words[language];

/** A word or sentence, with its values filled in. @param {string} word @param {Record<string, any>} values */
export function t(word, values = {}) {
  return texts.words[language][word].replace(/\{(\w+)\}/g, (_whole, name) => String(values[name] ?? ""));
}

/** A text of the protocol in the language that is spoken. @param {Record<string, string>|string|null} text */
export const pick = (text) => (text && typeof text === "object" ? text[SCRIPT[language]] : (text ?? ""));

/** An instant as it stands on the wall of the house: 08:10, with its day where that is another one.
 * @param {number} seconds since 1970 @param {string} zone @param {number} today seconds */
export function clock(seconds, zone, today) {
  const time = parts(seconds, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = (at) => parts(at, zone, { month: "2-digit", day: "2-digit" });
  const [hour, date] = [`${time.hour}:${time.minute}`, day(seconds)];
  const same = today === undefined || (date.day === day(today).day && date.month === day(today).month);
  return same ? hour : `${date.month}-${date.day} ${hour}`;
}

function parts(seconds, zone, wanted) {
  const made = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...wanted }).formatToParts(seconds * 1000);
  return Object.fromEntries(made.map(({ type, value }) => [type, value]));
}

/** A length of time in words. @param {number} seconds */
export function length(seconds) {
  const minutes = Math.max(0, Math.round(seconds / 60));
  if (minutes < 60) return t("minutes", { n: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? t("hours", { n: hours }) : t("days", { n: Math.floor(hours / 24) });
}
