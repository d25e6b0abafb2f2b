// A room: shows what was said, follows what is being said, and lets a person listen, speak and stop.
import { api } from "../api.js";
import { confirmed, el, icon, iconButton, show, toast } from "../dom.js";
import { Feed } from "../stream.js";
import { Sound } from "../sound.js";
import { Transcript } from "../transcript.js";
import { Stage } from "./stage.js";
import { Script } from "./script.js";
import { composer } from "./composer.js";
import { promptPanel } from "./prompt.js";

const SOUND_KEY = "parley.sound";
/** Rooms up to this many lines are replayed whole, which brings back receipts and single sentences. */
const REPLAYED = 200;

// Events after which the room is not what was told before.
const TURNING = new Set(["head-moved", "line-edited", "lines-added", "greeted", "agent-seated", "agent-unseated"]);

/** Whether a room's events, told one after the other, are what is said in it: no branch was left, nothing is shared. */
const straight = (view) => !view.origin && view.lines.every((line) => !line.alternatives?.length);
const state = document.documentElement.dataset;

export class RoomView {
  constructor(id, frame) {
    Object.assign(this, { id, frame, open: true, heard: [], carded: new Set(), fresh: frame.fresh === id });
    this.ears = `page-${Math.random().toString(36).slice(2)}`;
    frame.fresh = null;
    Object.assign(state, { heard: "0", heardOrder: "", hearing: "", stream: "closed", round: "" });
    this.title = el("h1.room-name", {}, " ");
    this.connection = el("p.connection", { role: "status", hidden: true });
    this.soundButton = iconButton("sound-on", "Mute", () => this.toggleSound(), { className: "round sound" });
    this.stage = new Stage();
    this.script = new Script({
      again: (turn) => this.sound?.again(turn.turn, turn.voiced),
      inspect: (turn) => this.inspect({ turn: turn.turn }),
      leave: (turn, call, word) => this.leave(turn, call, word),
    });
    this.composer = composer({ say: (text, turns) => this.say(text, turns), stop: () => this.stop() });
    this.unmuteNote = el("button.unblock", { type: "button", hidden: true }, icon("sound-on"), "Tap to hear them");
    this.element = el("div.room", {},
      el("header.room-top", {}, frame.drawerButton(),
        el("div.room-heading", {}, this.title, this.connection),
        el("button.quiet.small.prompt-button", { type: "button", onclick: () => this.inspect({}) }, icon("prompt"), "Prompt"), this.soundButton,
        iconButton("trash", "Delete this room", () => this.remove())),
      this.stage.element, this.script.element,
      el("div.room-foot", {}, this.unmuteNote, this.script.jump, this.composer.element));
    this.begin();
  }

  close() {
    this.open = false;
    this.feed?.close();
    this.sound?.close();
    document.getElementById("said").replaceChildren();
    Object.assign(state, { hearing: "", stream: "closed", round: "" });
  }

  async begin() {
    try {
      const view = await api.room(this.id);
      if (!this.open) return;
      this.title.textContent = view.title || "A room without a title";
      document.title = `${view.title || "Room"} · Parley`;
      this.makeSound();
      if (view.participants.length === 1) this.composer.usual(1);
      this.stage.seat(view.participants, this.carded);
      this.take(Transcript.of(view));
      this.follow(view);
    } catch (problem) {
      if (this.open) this.gone(problem.message);
    }
  }

  /** Shows a transcript from its beginning. */
  take(transcript) {
    transcript.carded.forEach((agent) => this.carded.add(agent));
    transcript.carded = this.carded;
    this.transcript = transcript;
    this.script.draw(transcript);
    this.settle();
  }

  follow(view) {
    const until = Number(view.cursor.split(".")[0]);
    const replay = view.lines.length <= REPLAYED && straight(view) ? new Transcript(view.participants) : null;
    this.catching = replay;
    this.feed = new Feed(this.id, replay ? "0.0" : view.cursor, this.listener(), {
      onframe: (name, data, cursor) => this.catching ? this.catchUp(name, data, cursor, until) : this.live(name, data, cursor),
      onstate: (now) => this.connected(now),
      onproblem: (problem) => this.gone(problem.message),
    });
  }

  /** What is said goes on from another line, or others sit here: the room is read anew and followed from there. */
  async reread() {
    this.feed.close();
    this.sound.silence();
    try {
      const view = await api.room(this.id);
      if (!this.open) return;
      this.stage.seat(view.participants, this.carded);
      this.take(Transcript.of(view));
      this.follow(view);
    } catch (problem) {
      if (this.open) this.gone(problem.message);
    }
  }

  /** Retells the past quietly; once the present is reached, it takes the place of what the view showed. */
  catchUp(name, data, cursor, until) {
    const sequence = Number(cursor.split(".")[0]);
    if (sequence > until) {
      this.arrive();
      this.live(name, data, cursor);
      return;
    }
    this.catching.apply(name, data, cursor);
    if (sequence === until) this.arrive();
  }

  arrive() {
    const { participants, carded } = this.catching;
    this.take(this.catching);
    if (carded.size) this.stage.seat(participants, this.carded);
    this.catching = null;
    this.listenFrom();
  }

  /** A room just begun is heard from its first word, one that talks from the beginning of its present turn. */
  listenFrom() {
    const turns = [...this.transcript.turns.values()];
    const wanted = this.fresh ? turns : this.transcript.running ? turns.slice(-1) : [];
    for (const turn of wanted) turn.voiced.forEach((millis, index) => this.sound.add(turn.turn, index, millis));
  }

  live(name, data, cursor) {
    if (name === "deleted") return this.gone("This room was deleted.");
    if (TURNING.has(name)) return this.reread();
    const changed = this.transcript.apply(name, data, cursor);
    if (changed) this.script.update(changed, name);
    if (name === "sentence-spoken" && changed) this.script.announce(changed.name, data.text);
    if (name === "message-said") this.script.anew();
    if (name === "sentence-voiced") this.sound.add(data.turn, data.index, data.millis);
    if (name === "turn-superseded") this.sound.forget(data.turn, changed.parts.length);
    if (name === "turn-stopped" && data.reason !== "moderation") this.sound.silence();
    if (name === "turn-charged" || name === "round-ended") this.frame.count();
    if (name === "round-ended") {
      this.script.announce("", "The round has ended.");
      this.frame.load(1);
    }
    this.settle();
  }

  /** Brings what depends on who is at it in line: the stage, the buttons, the test's window. */
  settle() {
    const last = this.transcript.entries.findLast((entry) => entry.kind === "turn");
    const writing = this.transcript.running && last?.ending === "running" ? last.agent : null;
    this.stage.writing(writing, this.transcript.running);
    this.composer.running(this.transcript.running, Boolean(this.sound?.playing));
    state.round = this.transcript.running ? "running" : "idle";
  }

  makeSound() {
    this.sound = new Sound((turn, index) => api.sound(this.id, turn, index), {
      hearing: (item) => this.hearing(item),
      heard: (item) => {
        this.heard.push(item.key);
        Object.assign(state, { heard: String(this.heard.length), heardOrder: this.heard.join(" ") });
      },
      past: (item) => this.past(item),
      blocked: (stuck) => {
        this.unmuteNote.hidden = !stuck;
        this.feed?.listenAs(this.listener());
      },
      level: (level) => this.stage.level(level),
    });
    this.paintSound(localStorage.getItem(SOUND_KEY) === "off");
  }

  /** By which name the room waits for this page's ears; undefined where it need not. */
  listener() {
    return this.sound?.listens ? this.ears : undefined;
  }

  /** A sentence is played or dropped. Where the report is lost, the next one makes up for it. */
  past(item) {
    const listener = this.feed?.listener;
    if (listener && this.feed.open) api.listening(this.id, listener, item.turn, item.index).catch(() => {});
  }

  hearing(item) {
    state.hearing = item?.key ?? "";
    this.script.hearing(item);
    this.stage.speaking(item ? this.transcript.turns.get(item.turn)?.agent : null);
    this.composer.running(this.transcript.running, item !== null);
  }

  toggleSound() {
    const muted = !this.sound?.muted;
    localStorage.setItem(SOUND_KEY, muted ? "off" : "on");
    this.paintSound(muted);
  }

  paintSound(muted) {
    this.sound?.mute(muted);
    this.soundButton.replaceChildren(icon(muted ? "sound-off" : "sound-on"));
    this.soundButton.setAttribute("aria-label", muted ? "Sound is off. Turn it on" : "Sound is on. Mute");
    this.soundButton.title = muted ? "Turn sound on" : "Mute";
  }

  connected(now) {
    state.stream = now;
    clearTimeout(this.patience);
    if (now !== "reconnecting") this.connection.hidden = true;
    // A blink of the line is not worth a word.
    else this.patience = setTimeout(() => {
      this.connection.hidden = false;
      this.connection.textContent = "Reconnecting…";
    }, 700);
  }

  /** Says something; while others talk, they are interrupted. */
  async say(text, turns) {
    try {
      const heard = this.sound?.place();
      this.sound?.silence();
      await api.say(this.id, text, turns, heard);
      return true;
    } catch (problem) {
      toast(problem.message, "error");
      return false;
    }
  }

  async stop() {
    const heard = this.sound?.place();
    this.sound?.silence();
    this.settle();
    try {
      if (this.transcript.running) await api.stop(this.id, heard);
      else if (heard) await api.heard(this.id, heard);
    } catch (problem) {
      toast(problem.message, "error");
    }
  }

  /** Lets a tool be used that asks for leave, or not; whether that was told. */
  async leave(turn, call, word) {
    try {
      await api.leave(this.id, turn, call, word);
      return true;
    } catch (problem) {
      toast(problem.message, "error");
      return false;
    }
  }

  /** Shows what a model is told: of the coming turn, or of one that was. */
  inspect(asked) {
    if (!this.transcript) return;
    const spoken = this.transcript.entries.filter((entry) => entry.kind === "turn");
    promptPanel(this.id, this.transcript.participants, spoken, asked);
  }

  async remove() {
    if (!await confirmed("Delete this room and everything said in it?", "Delete the room")) return;
    try {
      await api.removeRoom(this.id);
      this.frame.load(1);
      location.hash = "#/new";
    } catch (problem) {
      toast(problem.message, "error");
    }
  }

  gone(words) {
    this.feed?.close();
    this.sound?.silence();
    show(this.element, el("div.page.gone", {}, el("header.page-top", {}, this.frame.drawerButton(),
      el("div", {}, el("h1", {}, "This room cannot be shown"), el("p.soft", {}, words))),
    el("a.primary.button", { href: "#/new" }, "Start a new room")));
  }
}
