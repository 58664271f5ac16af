// One sound a verdict, and one shake: rising lets in, level waits, falling turns away. Silence is a choice.

// Hertz and seconds of each note. Low and slow enough to be told apart through a scarf, and by old ears (< 2 kHz).
const NOTES = {
  admit: [[660, 0.09], [880, 0.16]],
  hold: [[520, 0.12], [520, 0.12]],
  refuse: [[440, 0.16], [330, 0.16], [247, 0.26]],
  recorded: [[1046, 0.05]],
  unknown: [[392, 0.06]],
};
const SHAKES = { admit: [40], hold: [60, 80, 60], refuse: [250], recorded: [20], unknown: [20] };
const LOUDNESS = 0.25;

let context = null;
let muted = localStorage.getItem("station-muted") === "1";

export const isMuted = () => muted;

export function mute(silent) {
  muted = silent;
  localStorage.setItem("station-muted", silent ? "1" : "0");
}

/** @param {keyof typeof NOTES} what */
export function sound(what) {
  navigator.vibrate?.(SHAKES[what]);
  if (muted || !globalThis.AudioContext) return;
  context ??= new AudioContext();
  context.resume?.();
  let at = context.currentTime;
  for (const [hertz, length] of NOTES[what]) {
    const [tone, loud] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = hertz;
    loud.gain.setValueAtTime(LOUDNESS, at);
    loud.gain.exponentialRampToValueAtTime(0.001, at + length);
    tone.connect(loud).connect(context.destination);
    tone.start(at);
    tone.stop(at + length);
    at += length + 0.03;
  }
}
