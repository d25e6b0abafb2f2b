// A new room: who sits in it, what it is about, and one big button.
import { api, offers } from "../api.js";
import { DEMO_BADGE, READY, TOPICS, isCarded, isDemo, personaText } from "../cast.js";
import { avatar, el, icon, toast } from "../dom.js";
import { agentDialog } from "./agentform.js";
import { portrait } from "../portrait.js";
import { stepper } from "../stepper.js";

const MOST = 16;
const TITLE = 90;

/** The page on which a room is begun. */
export function start(frame) {
  document.title = "New room · Parley";
  const people = el("div.cast", { role: "group", "aria-label": "Who is in the room" });
  const topic = el("textarea.topic", { id: "topic", rows: 2, maxLength: 4000, value: TOPICS[0] });
  const turns = stepper("Turns", 6, 1, 200);
  const problem = el("p.problem", { role: "alert" });
  const button = el("button.primary.big", { type: "submit" }, "Start the room");
  const notice = el("p.notice", { hidden: true });
  let candidates = [];

  async function load() {
    try {
      const [{ models, voices }, mine] = await Promise.all([offers(), api.agents(1, 100)]);
      const ready = READY.filter((one) => !mine.items.some((agent) => agent.name === one.name))
        .map((one) => ({ ...one, ready: true }));
      // Whoever came on a card is asked by hand, often with a greeting; see the page of characters.
      candidates = [...mine.items.filter((one) => !isCarded(one)), ...ready, ...mine.items.filter(isCarded)].map((one, seat) => cast(one, seat, models, voices));
      notice.hidden = models.some((model) => !model.demo);
      notice.textContent = "No language model is connected yet, so the agents speak from a script: enough to see and hear how a room works.";
      draw();
    } catch (failure) {
      problem.textContent = failure.message;
    }
  }

  function cast(one, seat, models, voices) {
    const audible = voices.filter((voice) => voice.voice !== "none/none");
    const model = one.model ?? (models.find((offered) => offered.preferred) ?? models[0])?.model;
    const voice = one.voice ?? (audible.length ? audible[seat % audible.length].voice : undefined);
    return {
      ...one, seat, model, voice, picked: seat < 3 && !isCarded(one),
      modelLabel: models.find((offered) => offered.model === model)?.label ?? model,
      voiceLabel: voices.find((offered) => offered.voice === voice)?.label ?? "No voice",
    };
  }

  function draw() {
    people.replaceChildren(...candidates.map(card));
    count();
  }

  function count() {
    const picked = candidates.filter((one) => one.picked).length;
    button.disabled = picked === 0 || picked > MOST;
    button.textContent = picked === 0 ? "Pick somebody first" : picked > MOST ? `At most ${MOST} fit in a room` : "Start the room";
  }

  function card(one) {
    const tick = el("input.unseen", { type: "checkbox", checked: one.picked, onchange: () => { one.picked = tick.checked; count(); } });
    return el("label.cast-card", { data: { seat: String((one.seat % 8) + 1) } }, tick,
      el("span.tick", { "aria-hidden": "true" }, icon("check")),
      isCarded(one) ? portrait(one, one.seat, { kind: "large" }) : avatar(one.name, one.seat, "large"),
      el("span.cast-name", {}, one.name),
      el("span.cast-line", {}, one.line ?? personaText(one.persona)),
      el("span.facts", {}, isDemo(one.model) ? el("span.badge", {}, DEMO_BADGE) : el("span", {}, one.modelLabel),
        el("span.voice", {}, icon("sound-on"), one.voiceLabel)));
  }

  async function add() {
    try {
      const agent = await agentDialog(null);
      if (!agent) return;
      const { models, voices } = await offers();
      candidates.push({ ...cast(agent, candidates.length, models, voices), picked: true });
      draw();
    } catch (failure) {
      toast(failure.message, "error");
    }
  }

  /** Makes those of the ready ones who are wanted and not made yet. */
  async function made(one) {
    if (!one.ready) return one.id;
    const agent = await api.addAgent({ name: one.name, persona: one.persona, model: one.model, voice: one.voice });
    Object.assign(one, { id: agent.id, ready: false });
    return agent.id;
  }

  async function begin(event) {
    event.preventDefault();
    problem.textContent = "";
    button.disabled = true;
    button.textContent = "Setting the table…";
    try {
      const ids = [];
      for (const one of candidates.filter((candidate) => candidate.picked)) ids.push(await made(one));
      const message = topic.value.trim();
      const wish = { title: titled(message), agents: ids };
      const room = await api.openRoom(message ? { ...wish, message, turns: turns.value } : wish);
      frame.fresh = room.id;
      frame.load(1);
      location.hash = `#/rooms/${encodeURIComponent(room.id)}`;
    } catch (failure) {
      problem.textContent = failure.message;
      count();
    }
  }

  load();
  return {
    element: el("form.page.start", { onsubmit: begin },
      el("header.page-top", {}, frame.drawerButton(), el("div", {}, el("h1", {}, "Who’s in the room?"),
        el("p.soft", {}, "Pick the company, give them a question, press the button."))),
      notice,
      el("div.company", {}, people, el("button.quiet.small", { type: "button", onclick: add }, icon("plus"), "Make another agent")),
      el("div.ask-box", {},
        el("label.label", { htmlFor: "topic" }, "What shall they talk about?"), topic,
        el("div.chips", { role: "group", "aria-label": "Ideas" }, TOPICS.slice(1).map((idea) =>
          el("button.chip", { type: "button", onclick: () => { topic.value = idea; topic.focus(); } }, idea)))),
      problem,
      el("div.go", {}, turns.element, button)),
  };
}

/** A title from the first words of a topic. */
function titled(topic) {
  const line = topic.replace(/\s+/g, " ");
  if (line.length <= TITLE) return line || "An open room";
  return `${line.slice(0, TITLE).replace(/\s+\S*$/, "")}…`;
}
