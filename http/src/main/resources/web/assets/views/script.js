// The written side of a room: lines as they are said, each turn with its faces, marks and receipt.
import { DEMO_BADGE, isDemo } from "../cast.js";
import { el, icon, iconButton, seatNumber } from "../dom.js";
import { inline, prose } from "../markup.js";
import { seatFace } from "../portrait.js";
import { usesList } from "./uses.js";

const NEAR = 120;
/** How far down the heard sentence is kept, of the height of the window. */
const UPPER = 0.3;
const ENDINGS = {
  LIMIT: "The round is over. Say something to go on.",
  STOPPED: "Stopped. Say something to go on.",
  INTERRUPTED: "Interrupted.",
  FAILED: "The round ended early. Say something to try again.",
};

export class Script {
  constructor({ again, inspect, leave }) {
    Object.assign(this, { again, inspect, leave });
    this.lines = el("div.lines");
    this.element = el("div.script", { role: "region", "aria-label": "Transcript", tabIndex: 0 }, this.lines);
    for (const hand of ["wheel", "touchmove", "keydown", "pointerdown"]) this.element.addEventListener(hand, () => { this.byHand = true; }, { passive: true });
    this.element.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.jump = el("button.jump", { type: "button", hidden: true, onclick: () => this.toEnd() }, icon("down"), "Newest words");
    this.views = new Map();
    // Follows what is heard, or the newest words, until somebody scrolls; byHand says that somebody does.
    Object.assign(this, { stick: true, newest: false, byHand: false, heardNow: null });
  }

  draw(transcript) {
    this.transcript = transcript;
    this.views.clear();
    this.lines.replaceChildren();
    for (const entry of transcript.entries) this.update(entry);
    // What was here already does not make an entrance.
    for (const line of this.lines.children) line.classList.add("still");
    this.anew();
  }

  /** Shows an entry as it now is; name tells what happened to it, where something just did. */
  update(entry, name) {
    let view = this.views.get(entry);
    if (!view) {
      view = this.make(entry);
      this.views.set(entry, view);
      this.lines.append(view.element);
    }
    view.paint(name);
    if (this.stick) this.follow();
    else if (name) this.jump.hidden = false;
  }

  make(entry) {
    if (entry.kind === "turn") return new Turn(entry, this.transcript.seat(entry.agent), this);
    return { element: entry.kind === "line" ? this.line(entry) : written(entry), paint() {} };
  }

  /** What somebody who sits here said outside of any turn, such as a greeting. */
  line({ agent, name, text }) {
    const seat = this.transcript.seat(agent);
    return el("article.turn.line", { "aria-label": name, data: { seat: seatNumber(seat) } },
      seatFace(this.transcript.carded, agent, name, seat),
      el("div.turn-body", {}, el("header", {}, el("b.turn-name", {}, name)), prose(text)));
  }

  /** Marks the sentence that is being heard. */
  hearing(item) {
    this.heardNow = item;
    for (const view of this.views.values()) view.mark?.(item);
    if (item) this.follow(true);
  }

  /** Says a closed sentence to those who listen to the page instead of seeing it. */
  announce(name, text) {
    const said = document.getElementById("said");
    said.append(el("p", {}, name ? `${name}: ${text}` : text));
    while (said.children.length > 12) said.firstChild.remove();
  }

  scrolled() {
    if (!this.byHand) return;
    this.byHand = false;
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    this.stick = this.newest = scrollHeight - scrollTop - clientHeight < NEAR;
    this.jump.hidden = this.stick;
  }

  /** Keeps the heard sentence, or else the newest words, in sight. */
  follow(gently = false) {
    if (!this.stick) return;
    const { element } = this;
    const end = element.scrollHeight - element.clientHeight;
    const heard = this.newest ? null : element.querySelector(".sentence.heard");
    const place = heard ? heard.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop : Infinity;
    const top = Math.max(0, Math.min(end, place - element.clientHeight * UPPER));
    this.jump.hidden = end - top < NEAR;
    if (gently && !matchMedia("(prefers-reduced-motion: reduce)").matches) element.scrollTo({ top, behavior: "smooth" });
    else if (!heard) element.scrollTop = top;
  }

  toEnd() {
    this.stick = true;
    this.newest = true;
    this.follow();
  }

  /** A new round: the eye follows the ear again. */
  anew() {
    this.stick = true;
    this.newest = false;
    this.follow();
  }
}

function written(entry) {
  if (entry.kind === "message") return el("article.message", { "aria-label": "You" }, el("p", {}, entry.text));
  if (entry.text) return el("p.rest", { title: entry.title }, entry.text);
  return el("p.rest", {}, entry.reason ? `The round is over: ${entry.reason}.` : ENDINGS[entry.ending] ?? "The round is over.");
}

/** One turn of one agent. */
class Turn {
  constructor(turn, seat, script) {
    Object.assign(this, { turn, script });
    this.words = el("p.words");
    this.badge = el("span.badge", { hidden: true }, DEMO_BADGE);
    this.uses = usesList(turn, (call, word) => script.leave(turn.turn, call, word));
    this.foot = el("div.receipt");
    this.wait = el("p.waiting", { hidden: true, role: "status" });
    this.thoughts = el("p.thoughts");
    this.thinking = el("details.thinking-of", { hidden: true }, el("summary", {}, "thinking…"), this.thoughts);
    this.element = el("article.turn", { "aria-label": turn.name, data: { seat: seatNumber(seat), turn: String(turn.turn) } },
      seatFace(script.transcript.carded, turn.agent, turn.name, seat),
      el("div.turn-body", {}, el("header", {}, el("b.turn-name", {}, turn.name), this.badge),
        this.wait, this.thinking, this.words, this.uses.element, this.foot));
  }

  paint(name) {
    const { turn } = this;
    this.element.dataset.ending = turn.ending;
    this.badge.hidden = !isDemo(turn.model);
    this.aside();
    if (name === "thought" || name === "turn-waiting") return;
    if (name === "delta" && this.tail?.isConnected && turn.tail.startsWith(this.shown)) this.grow();
    else if (name !== "sentence-voiced" && name !== "turn-charged") this.rewrite();
    if (name !== "delta") this.uses.paint();
    this.receipt();
  }

  /** What is no part of the reply: its place in the queue, and thoughts for whoever opens them. */
  aside() {
    const { before, thoughts, ending } = this.turn;
    this.wait.hidden = !before || ending !== "running";
    this.wait.textContent = this.wait.hidden ? "" : `waiting, ${before} before`;
    this.thinking.hidden = !thoughts;
    const shown = this.thoughts.textContent;
    if (thoughts.startsWith(shown)) this.thoughts.append(thoughts.slice(shown.length));
    else this.thoughts.textContent = thoughts;
  }

  /** Adds what is new of the provisional text, each word softly. */
  grow() {
    const more = this.turn.tail.slice(this.shown.length);
    this.element.classList.remove("thinking");
    for (const word of more.match(/\s*\S+|\s+/g) ?? []) this.tail.append(el("span.word", {}, word));
    this.shown = this.turn.tail;
  }

  rewrite() {
    const { parts, struck, ending, tail } = this.turn;
    const pieces = parts.map((part) => [part.start, 1, this.sentence(part)]);
    pieces.push(...struck.map((lost) => [lost.at, 0, el("del", { title: "This was lost on the way and is being said anew" }, lost.text)]));
    pieces.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    this.words.replaceChildren(...pieces.map((piece) => piece[2]));
    this.tail = el("span.tail", {}, tail);
    this.shown = tail;
    if (ending === "running") this.words.append(this.tail, el("span.caret", { "aria-hidden": "true" }));
    this.element.classList.toggle("thinking", ending === "running" && !parts.length && !tail);
    this.mark(this.script.heardNow);
  }

  sentence(part) {
    // The space after a sentence belongs to the text, but not to the marker.
    const words = part.text.trimEnd();
    return el("span", {}, el("span.sentence", { data: { sentence: `${this.turn.turn}:${part.index}` } }, inline(words)), part.text.slice(words.length));
  }

  mark(item) {
    for (const sentence of this.words.querySelectorAll(".sentence"))
      sentence.classList.toggle("heard", item !== null && sentence.dataset.sentence === item.key);
  }

  receipt() {
    const { usage, credits, ending, reason, code, why, voiced } = this.turn;
    const facts = [];
    if (ending === "failed") facts.push(el("span.problem", {}, `${this.turn.name} could not answer: ${reason ?? "no reason was given"}. ${advice(code)}`));
    if (ending === "stopped") facts.push(el("span", {}, "stopped"));
    if (usage) facts.push(el("span", { title: usage.estimated ? "Counted here, because the model told no numbers" : "" },
      `${usage.estimated ? "about " : ""}${usage.inputTokens.toLocaleString()} tokens in, ${usage.outputTokens.toLocaleString()} out`));
    if (credits !== undefined) facts.push(el("span", {}, `${credits.toLocaleString()} ${credits === 1 ? "credit" : "credits"}`));
    if (voiced.size && ending !== "running") facts.push(iconButton("replay", `Hear ${this.turn.name} again`, () => this.script.again(this.turn), { className: "round tiny" }));
    if (ending !== "running") facts.push(iconButton("prompt", `What ${this.turn.name} was told`, () => this.script.inspect(this.turn), { className: "round tiny" }));
    this.foot.title = why ?? "";
    this.foot.replaceChildren(...facts);
  }
}

function advice(code) {
  if (code === "exhausted") return "Your credits are used up; ask whoever runs this server for more.";
  return "Say something to try again, or choose another model for this agent.";
}
