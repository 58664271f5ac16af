// What a person drops on the page: a disclosure, a paper (PDF) that holds one, or a checkpoint that they kept.
"use strict";

const MOST_BYTES = 64_000_000;

/** {made} or {kept}. Throws "format" for anything else. */
async function fileOpened(file) {
  if (file.size > MOST_BYTES) throw new Broken("format");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pdf = String.fromCharCode(...bytes.slice(0, 5)) === "%PDF-";
  const text = pdf ? await attached(bytes) : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  if (!pdf && text.includes("\n\n— ") && !text.trimStart().startsWith("{")) return { kept: text };
  try {
    return { made: JSON.parse(text) };
  } catch { throw new Broken("format"); }
}

/** The file that is embedded in a PDF (ISO 32000, 7.11.4): its stream, unpacked. */
async function attached(bytes) {
  const latin = new TextDecoder("latin1").decode(bytes);
  for (const found of latin.matchAll(/\/Type\s*\/EmbeddedFile\b/g)) {
    const begins = latin.lastIndexOf(" obj", found.index), stream = latin.indexOf("stream", found.index);
    const head = latin.slice(begins, stream), length = /\/Length\s+(\d+)/.exec(head);
    if (begins < 0 || stream < 0 || !length) continue;
    const first = stream + 6 + (latin[stream + 6] === "\r" ? 2 : 1);
    const data = bytes.slice(first, first + Number(length[1]));
    const text = new TextDecoder().decode(head.includes("/FlateDecode") ? await unpacked(data) : data);
    if (text.includes("lazaretto-disclosure/1")) return text;
  }
  throw new Broken("no_attachment");
}

async function unpacked(data) {
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
