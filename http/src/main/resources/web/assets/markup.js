// Shows what authors of characters and models write: a little Markdown, built as elements of a fixed list. Markup of any
// other kind stays the text that it is.
import { el } from "./dom.js";

/** What is longer is shown as plain text from here on. */
const LONGEST = 60000;
const INLINE = new RegExp([
  "`([^`\\n]{1,1000})`",
  "\\*\\*\\*(?!\\s)([^*\\n]{1,4000})(?<!\\s)\\*\\*\\*",
  "\\*\\*(?!\\s)([^*\\n]{1,4000})(?<!\\s)\\*\\*",
  "\\*(?!\\s)([^*\\n]{1,4000})(?<!\\s)\\*",
  "(?<![\\p{L}\\p{N}_])_(?!\\s)([^_\\n]{1,4000})(?<!\\s)_(?![\\p{L}\\p{N}_])",
  "(?<!!)\\[([^\\[\\]\\n]{1,300})\\]\\((https?:\\/\\/[^\\s()<>]{1,1000})\\)",
  "(https?:\\/\\/[^\\s()<>\"'*`]{0,1000}[^\\s()<>\"'*`.,;:!?])",
].join("|"), "giu");
const ITEM = /^\s{0,3}[-*+•]\s+(.*)$/u;
const HEADING = /^#{1,6}\s+(.*)$/u;

/** The nodes of one line of text or several: emphasis, code and links to the web. */
export function inline(text) {
  const nodes = [];
  let shown = 0;
  for (const found of text.matchAll(INLINE)) {
    if (found.index > shown) nodes.push(text.slice(shown, found.index));
    nodes.push(piece(found));
    shown = found.index + found[0].length;
  }
  if (shown < text.length) nodes.push(text.slice(shown));
  return nodes;
}

function piece([whole, code, both, strong, emphasis, underlined, words, target, address]) {
  if (code) return el("code", {}, code);
  if (both) return el("strong", {}, el("em", {}, both));
  if (strong) return el("strong", {}, strong);
  if (emphasis ?? underlined) return el("em", {}, emphasis ?? underlined);
  return link(words ?? address, target ?? address) ?? whole;
}

/** A link to the web; undefined where the address leads anywhere else. */
function link(words, address) {
  if (!URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") return undefined;
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", title: href }, words);
}

/** The same as mere words, with the names where a card has the two macros that everybody uses. */
export function words(text, character, person) {
  return el("span", {}, inline(named(text, character, person))).textContent;
}

/** A card's text with the names filled in, for people to read; the server does it for models. */
export function named(text, character, person) {
  return text.replace(/\{\{char\}\}/gi, () => character).replace(/\{\{user\}\}/gi, () => person);
}

/** A text in paragraphs and lists. */
export function prose(text) {
  const place = el("div.prose");
  let lines = [];
  let items = null;
  const paragraph = () => {
    if (lines.length) place.append(el("p", {}, inline(lines.join("\n"))));
    lines = [];
  };
  for (const line of text.slice(0, LONGEST).split(/\r\n|\n|\r/)) {
    const [, item] = line.match(ITEM) ?? [];
    const [, heading] = line.match(HEADING) ?? [];
    if (item !== undefined) {
      paragraph();
      if (!items) place.append(items = el("ul"));
      items.append(el("li", {}, inline(item)));
      continue;
    }
    items = null;
    if (heading !== undefined) {
      paragraph();
      place.append(el("p", {}, el("strong", {}, inline(heading))));
    } else if (line.trim()) lines.push(line);
    else paragraph();
  }
  paragraph();
  if (text.length > LONGEST) place.append(el("p", {}, text.slice(LONGEST)));
  return place;
}
