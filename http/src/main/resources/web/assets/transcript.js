// What was said in a room, as a pure model: events go in by position, so that hearing one twice changes nothing.

/** A conversation's lines. Entries are {kind: "message" | "line" | "turn" | "note", ...} in the order they happened. */
export class Transcript {
  constructor(participants) {
    this.participants = participants;
    this.entries = [];
    this.turns = new Map();
    this.running = false;
    /** Who came on a card, as far as it was told. */
    this.carded = new Set();
  }

  /** The transcript that a view shows; each turn's text stands as one piece. */
  static of(view) {
    const transcript = new Transcript(view.participants);
    transcript.running = view.running;
    if (view.persona) transcript.entries.push(introduction(view.persona));
    for (const line of view.lines) {
      if (!line.turn) transcript.entries.push(message(line));
      else {
        const turn = transcript.turn(line.turn, line.agent, line.name);
        turn.ending = line.ending;
        if (line.text) turn.parts.push({ index: -1, start: 0, text: line.text });
      }
    }
    for (const ask of view.asks ?? []) used(transcript.turn(ask.turn, ask.speaker), ask.call, { ...ask, state: "asks" });
    return transcript;
  }

  seat(agent) {
    return Math.max(0, this.participants.findIndex((participant) => participant.agent === agent));
  }

  turn(number, agent, name) {
    let turn = this.turns.get(number);
    if (!turn) {
      const sits = this.participants.find((participant) => participant.agent === agent);
      turn = {
        kind: "turn", turn: number, agent, name: name ?? sits?.name ?? "Somebody", model: sits?.model ?? "", attempt: 1,
        parts: [], tail: "", struck: [], voiced: new Map(), ending: "running", before: 0, thoughts: "", uses: [],
      };
      this.turns.set(number, turn);
      this.entries.push(turn);
    }
    return turn;
  }

  /** Takes one event in and answers the entry it changed, if any. */
  apply(name, data, cursor) {
    const taken = TAKE[name];
    return taken ? taken(this, data, cursor) : undefined;
  }

  add(entry) {
    this.entries.push(entry);
    return entry;
  }
}

/** What is from no turn: a person's, a character's greeting, or brought in from elsewhere. */
function message({ agent, name, text }) {
  return agent ? { kind: "line", agent, name, text } : { kind: "message", text };
}

function introduction({ name, description }) {
  return { kind: "note", text: `To them you are ${name}`, title: description };
}

/** How much of a turn's text is recorded. */
export function recorded(turn) {
  const last = turn.parts[turn.parts.length - 1];
  return last ? last.start + last.text.length : 0;
}

/** Cuts a turn's text at a position and answers what was after it. */
function cut(turn, kept) {
  let lost = "";
  const standing = [];
  for (const part of turn.parts) {
    const room = Math.max(0, kept - part.start);
    if (room >= part.text.length) standing.push(part);
    else {
      if (room > 0) standing.push({ ...part, text: part.text.slice(0, room) });
      lost += part.text.slice(room);
    }
  }
  turn.parts = standing;
  lost += turn.tail;
  turn.tail = "";
  return lost;
}

function ended(room, data, ending, more) {
  const turn = room.turn(data.turn);
  Object.assign(turn, { ending, tail: "", ...more });
  return turn;
}

/** What is known of a turn's use of a tool: {call, tool, arguments, state: "asks" | "runs" | "done" | "failed" | "refused", result}. */
function used(turn, call, news) {
  let use = turn.uses.find((one) => one.call === call);
  if (!use) turn.uses.push(use = { call });
  Object.assign(use, news);
  return turn;
}

const TAKE = {
  "opened": (room, { participants = [] }) => {
    for (const { agent, casting } of participants) if (casting?.persona?.kind === "card") room.carded.add(agent);
  },
  "message-said": (room, { message, text }) => {
    if (room.entries.some((entry) => entry.id && entry.id === message)) return undefined;
    return room.add({ kind: "message", id: message, text });
  },
  "lines-added": (room, { lines }) => {
    for (const line of lines) room.add(message(line));
    return room.entries[room.entries.length - 1];
  },
  "introduced": (room, data) => room.add(introduction(data)),
  "greeted": (room, { agent, text }) => {
    const name = room.participants.find((participant) => participant.agent === agent)?.name ?? "Somebody";
    return room.add(message({ agent, name, text }));
  },
  "round-started": (room) => { room.running = true; },
  "round-ended": (room, { ending, limit, reason }) => {
    room.running = false;
    return room.add({ kind: "note", ending, reason: limit && limit !== "asked" ? reason : undefined });
  },
  "turn-started": (room, data) => {
    const turn = room.turn(data.turn, data.speaker);
    cut(turn, data.from);
    return Object.assign(turn, { attempt: data.attempt, model: data.model, why: data.why?.reason, ending: "running", before: 0, thoughts: "" });
  },
  "turn-waiting": (room, data) => Object.assign(room.turn(data.turn), { before: data.position }),
  "thought": (room, data) => {
    const turn = room.turn(data.turn);
    if (data.attempt >= turn.attempt) turn.thoughts += data.text;
    return turn;
  },
  "delta": (room, data, cursor) => {
    const turn = room.turn(data.turn, data.speaker);
    const place = Number(cursor.split(".")[1]) - data.text.length - recorded(turn);
    const text = data.text.slice(Math.max(0, -place));
    if (!text || data.attempt < turn.attempt) return turn;
    turn.tail = turn.tail.slice(0, Math.max(0, place)) + text;
    return turn;
  },
  "sentence-spoken": (room, data) => {
    const turn = room.turn(data.turn);
    const ahead = data.start + data.text.length - recorded(turn);
    turn.tail = turn.tail.slice(Math.max(0, ahead));
    turn.parts = turn.parts.filter((part) => part.start < data.start);
    turn.parts.push({ index: data.index, start: data.start, text: data.text });
    return turn;
  },
  "tool-called": (room, { turn, call, tool, arguments: given, approval }) =>
    used(room.turn(turn), call, { tool, arguments: given, state: approval === "wanted" ? "asks" : "runs" }),
  "tool-approved": (room, { turn, call }) => used(room.turn(turn), call, { state: "runs" }),
  "tool-refused": (room, { turn, call }) => used(room.turn(turn), call, { state: "refused" }),
  "tool-answered": (room, { turn, call, result, failed }) => {
    const refused = room.turn(turn).uses.some((use) => use.call === call && use.state === "refused");
    return used(room.turn(turn), call, { result, state: refused ? "refused" : failed ? "failed" : "done" });
  },
  "sentence-voiced": (room, data) => {
    const turn = room.turn(data.turn);
    turn.voiced.set(data.index, data.millis);
    return turn;
  },
  "turn-completed": (room, data) => ended(room, data, "spoken", { usage: data.usage, credits: data.credits }),
  "turn-stopped": (room, data) => ended(room, data, "stopped", { usage: data.usage, credits: data.credits }),
  "turn-failed": (room, data) => ended(room, data, "failed", { code: data.code, reason: data.reason }),
  "turn-superseded": (room, data) => {
    const turn = room.turn(data.turn);
    const text = cut(turn, data.kept);
    if (text) turn.struck.push({ at: data.kept, text });
    return Object.assign(turn, { ending: "superseded" });
  },
  "turn-charged": (room, data) => {
    const turn = room.turn(data.turn);
    turn.credits = data.credits;
    return turn;
  },
};
