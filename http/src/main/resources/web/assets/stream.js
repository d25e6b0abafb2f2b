// Follows a conversation's events over fetch, so that the token travels in a header; reconnects by itself.
import { api, call, problemIn } from "./api.js";

const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 8000;
const SILENCE = 60000;

/** Cuts a byte stream of server-sent events into frames {id, event, data}; comments are heartbeats and only call beat. */
export async function* frames(body, beat = () => {}) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let frame = fresh();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    beat();
    rest += value;
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      if (line !== "") take(frame, line);
      else {
        if (frame.data.length) yield { ...frame, data: frame.data.join("\n") };
        frame = fresh();
      }
    }
  }
}

function fresh() {
  return { id: "", event: "message", data: [] };
}

function take(frame, line) {
  const colon = line.indexOf(":");
  if (colon === 0) return;
  const field = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (field === "data") frame.data.push(value);
  else if (field === "id") frame.id = value;
  else if (field === "event") frame.event = value;
}

/** One room's feed: calls onframe(name, data, cursor) for each event in order and onstate for "live", "reconnecting" or "closed". */
export class Feed {
  constructor(room, after, listener, { onframe, onstate, onproblem }) {
    Object.assign(this, { room, after, listener, onframe, onstate, onproblem, open: true, failures: 0 });
    this.hurry = () => this.wake?.();
    window.addEventListener("online", this.hurry);
    this.follow();
  }

  close() {
    this.open = false;
    window.removeEventListener("online", this.hurry);
    this.abort?.abort();
    this.wake?.();
    this.onstate("closed");
  }

  /** Goes on as a listener by this name, or as a reader where it is undefined. */
  listenAs(listener) {
    if (this.listener === listener) return;
    this.listener = listener;
    this.abort?.abort();
  }

  async follow() {
    while (this.open) {
      try {
        await this.listen();
      } catch (problem) {
        if (!this.open) return;
        if (problem.status === 401 || problem.status === 403 || problem.status === 404) {
          this.close();
          this.onproblem(problem);
          return;
        }
      }
      if (!this.open) return;
      this.onstate("reconnecting");
      await this.pause();
    }
  }

  async listen() {
    this.abort = new AbortController();
    let watch = 0;
    // A connection that went dead without a word is given up after a minute without a heartbeat.
    const beat = () => { clearTimeout(watch); watch = setTimeout(() => this.abort.abort(), SILENCE); };
    beat();
    try {
      const response = await call(api.eventsPath(this.room, this.after, this.listener), {
        headers: { Accept: "text/event-stream" }, signal: this.abort.signal, cache: "no-store",
      });
      if (!response.ok) throw await problemIn(response);
      this.onstate("live");
      for await (const frame of frames(response.body, beat)) {
        if (!this.open) return;
        this.failures = 0;
        if (frame.id) this.after = frame.id;
        this.onframe(frame.event, JSON.parse(frame.data), frame.id);
      }
    } finally {
      clearTimeout(watch);
    }
  }

  pause() {
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.failures++);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longest / 2 + Math.random() * (longest / 2));
      this.wake = () => { clearTimeout(timer); resolve(); };
    });
  }
}
