// Who sits in the room, and which of them writes or speaks just now.
import { el, seatNumber } from "../dom.js";
import { seatFace } from "../portrait.js";

export class Stage {
  constructor() {
    this.people = new Map();
    this.element = el("ul.stage", { "aria-label": "In this room" });
    this.writer = this.speaker = null;
  }

  seat(participants, carded) {
    this.people.clear();
    participants.forEach((participant, seat) => {
      const status = el("span.doing");
      const element = el("li.seat", { data: { seat: seatNumber(seat) } },
        el("span.face", {}, el("span.ring", { "aria-hidden": "true" }), seatFace(carded, participant.agent, participant.name, seat, "large"),
          el("span.wave", { "aria-hidden": "true" }, el("i"), el("i"), el("i"), el("i"))),
        el("span.seat-name", {}, participant.name), status);
      this.people.set(participant.agent, { element, status });
    });
    this.element.replaceChildren(...[...this.people.values()].map(({ element }) => element));
    this.paint();
  }

  writing(agent, running) {
    this.writer = agent;
    this.element.classList.toggle("running", running);
    this.paint();
  }

  speaking(agent) {
    this.speaker = agent ?? null;
    if (!agent) this.level(0);
    this.paint();
  }

  /** How loud the speaker is, 0 to 1; the ring around the face breathes with it. */
  level(level) {
    this.element.style.setProperty("--level", level.toFixed(2));
  }

  paint() {
    const lit = this.speaker ?? this.writer;
    for (const [agent, { element, status }] of this.people) {
      element.classList.toggle("speaking", agent === this.speaker);
      element.classList.toggle("writing", agent === this.writer);
      element.classList.toggle("lit", agent === lit);
      status.textContent = agent === this.speaker ? "speaking" : agent === this.writer ? "writing" : "";
    }
    const seat = this.people.get(lit)?.element.dataset.seat ?? "";
    const room = this.element.parentElement;
    if (room) room.dataset.light = seat;
  }
}
