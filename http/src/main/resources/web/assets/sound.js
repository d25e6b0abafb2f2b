// Plays a room's sentences one after the other, in the order of turn and index, fetching two ahead.

const AHEAD = 2;
/** Milliseconds from one look at the loudness to the next. */
const LOOK = 60;
let context;

/** The one audio context of the page; browsers let it run after the first touch or key. */
export function audio() {
  context ??= new AudioContext();
  return context;
}

/** Called on the first touch or key, which browsers take as leave to make a sound. */
export function unlock() {
  if (audio().state === "suspended") audio().resume();
}

const before = (one, other) => one.turn - other.turn || one.index - other.index;

export class Sound {
  /** fetch(turn, index) answers a sound file; on is {hearing, heard, past, blocked, level}. */
  constructor(fetch, on) {
    Object.assign(this, { fetch, on, queue: [], known: new Set(), playing: null, muted: false });
    this.volume = audio().createGain();
    this.meter = audio().createAnalyser();
    this.meter.fftSize = 256;
    this.volume.connect(this.meter).connect(audio().destination);
    this.state = () => this.pump();
    audio().addEventListener("statechange", this.state);
  }

  /** A sentence can be heard from now on; the same one again is heard once. */
  add(turn, index, millis) {
    const key = `${turn}:${index}`;
    if (this.known.has(key)) return;
    this.known.add(key);
    this.queue.push({ turn, index, millis, key });
    this.queue.sort(before);
    this.pump();
  }

  /** Says a turn again from its beginning, before whatever waits. */
  again(turn, voiced) {
    this.silence();
    this.queue = [...voiced].map(([index, millis]) => ({ turn, index, millis, key: `${turn}:${index}`, again: true })).sort(before);
    this.pump();
  }

  /** Forgets sentences of a turn whose text was struck, from an index on. */
  forget(turn, from) {
    for (const key of [...this.known]) {
      const [itsTurn, itsIndex] = key.split(":").map(Number);
      if (itsTurn === turn && itsIndex >= from) this.known.delete(key);
    }
    this.queue = this.queue.filter((item) => item.turn !== turn || item.index < from);
    if (this.playing?.turn === turn && this.playing.index >= from) this.cut();
  }

  mute(muted) {
    this.muted = muted;
    this.volume.gain.setTargetAtTime(muted ? 0 : 1, audio().currentTime, 0.02);
    this.pump();
  }

  /** Falls silent at once and forgets what waits: it counts as past. */
  silence() {
    const last = this.queue.at(-1) ?? this.playing;
    this.queue = [];
    this.cut();
    if (last) this.on.past(last);
  }

  /** How far the sentence is that sounds for the first time just now, for who cuts in; nothing where none does. */
  place() {
    const { turn, index, node, again, began } = this.playing ?? {};
    if (!node || again) return undefined;
    const part = Math.min(1, Math.max(0, (audio().currentTime - began) / node.buffer.duration));
    return { turn, sentence: index, part: Math.round(part * 1000) / 1000 };
  }

  /** Whether what comes can be heard here. */
  get listens() {
    return !this.muted && audio().state === "running";
  }

  close() {
    this.silence();
    audio().removeEventListener("statechange", this.state);
    this.volume.disconnect();
  }

  cut() {
    const item = this.playing;
    if (!item) return;
    item.gone = true;
    clearTimeout(item.timer);
    item.node?.stop();
    this.playing = null;
    this.on.hearing(null);
  }

  pump() {
    // The two ahead are fetched while this one plays; a muted listener fetches nothing.
    if (!this.muted) this.queue.slice(0, AHEAD + (this.playing ? 0 : 1)).forEach((item) => this.load(item));
    const stuck = !this.muted && audio().state !== "running";
    this.on.blocked(stuck && this.queue.length > 0);
    if (this.playing || stuck) return;
    const item = this.queue.shift();
    if (item) this.play(item);
  }

  load(item) {
    item.sound ??= this.fetch(item.turn, item.index)
      .catch(() => this.fetch(item.turn, item.index))
      .then((bytes) => audio().decodeAudioData(bytes))
      .catch(() => null);
    return item.sound;
  }

  async play(item) {
    this.playing = item;
    // Muted, the marker walks through the text at the pace of speech.
    if (this.muted && !item.sound) {
      this.on.hearing(item);
      item.timer = setTimeout(() => this.finish(item, true), item.millis);
      return;
    }
    const sound = item.millis > 0 ? await this.load(item) : null;
    if (item.gone) return;
    if (!sound) return this.finish(item, item.millis === 0);
    item.node = new AudioBufferSourceNode(audio(), { buffer: sound });
    item.node.connect(this.volume);
    item.node.onended = () => this.finish(item, true);
    item.node.start();
    item.began = audio().currentTime;
    this.on.hearing(item);
    this.measure(item);
    this.pump();
  }

  finish(item, heard) {
    if (item.gone || this.playing !== item) return;
    this.playing = null;
    if (heard) this.on.heard(item);
    this.on.past(item);
    if (!this.queue.length) this.on.hearing(null);
    this.pump();
  }

  /** Tells how loud it is, some dozen times a second, for whoever paints it. */
  measure(item) {
    const samples = new Uint8Array(this.meter.fftSize);
    const look = () => {
      if (this.playing !== item) return this.on.level(0);
      this.meter.getByteTimeDomainData(samples);
      let most = 0;
      for (const sample of samples) most = Math.max(most, Math.abs(sample - 128));
      this.on.level(Math.min(1, most / 90));
      // More often is no better to see, and keeps a slow machine from all else.
      setTimeout(() => requestAnimationFrame(look), LOOK);
    };
    requestAnimationFrame(look);
  }
}
