// Instants written in words.

const INSTANT = new RegExp(
  "^((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.[0-9]{1,9})?" +
    "(Z|[+-][0-9]{2}(?::?[0-9]{2})?)$",
);

/** Seconds of the epoch, for a date and time with an offset; null for anything else, a day alone too. */
export function instantOf(text) {
  const found = INSTANT.exec(text);
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const same = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day && hour < 24 && minute < 60;
  if (!same || second > 59) return null;
  return moment.getTime() / 1000 - offset(found[7]);
}

function offset(text) {
  if (text === "Z") return 0;
  const digits = text.slice(1).replace(":", "").padEnd(4, "0");
  const ahead = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60;
  return text[0] === "-" ? -ahead : ahead;
}
