// The inspector: what a model is told, part by part, and why each entry of a lorebook is in it or is not.
import { api } from "../api.js";
import { el, iconButton, show } from "../dom.js";

const SOURCES = {
  system: "Instructions", lore: "Lorebook", persona: "Who you are", description: "Description", personality: "Personality",
  scenario: "Scenario", examples: "Examples", summary: "Summary of what was before", line: "Line", "depth-prompt": "Note at a depth",
  "post-history": "Instructions after the talk", greeting: "Greeting", prefill: "Beginning of the answer", note: "Note", start: "Where the talk begins",
  others: "The others in the room", room: "The room", reserved: "Kept free for the answer", pinned: "Pinned line",
};
const REASONS = {
  constant: "always told", key: "its key was said", sticky: "still stays from before", activated: "called by its maker’s rule",
  disabled: "switched off", "no-key": "no key of it was said", secondary: "its further keys do not fit", chance: "the dice said no",
  cooldown: "rests after it was told", delay: "comes only later in the talk", budget: "no room was left for it",
  group: "another one of its group was told", pattern: "its pattern cannot be read", trigger: "not for this kind of turn",
  recursion: "not woken by other entries", decorator: "its maker’s conditions do not hold", empty: "it has no text",
};
const ROLES = { system: "system", user: "you", assistant: "them" };

/** Opens the panel over a room; asked is {} for the coming turn, {agent} for somebody's, or {turn} for one that was. */
export function promptPanel(room, participants, turns, asked) {
  const content = el("div.prompt-content", { "aria-live": "polite" });
  const which = el("select", { id: "which-prompt", onchange: () => load(JSON.parse(which.value)) },
    el("optgroup", { label: "Coming turn" }, participants.map(({ agent, name }) => option({ agent }, `${name}, if it were their turn`))),
    turns.length > 0 && el("optgroup", { label: "Said" }, turns.toReversed().map(({ turn, name }) => option({ turn }, `Turn ${turn}: ${name}`))));
  const dialog = el("dialog.prompt", { "aria-labelledby": "prompt-title", onclose: () => dialog.remove(), onclick: (event) => beside(event) && dialog.close() },
    el("header.prompt-top", {}, el("h2", { id: "prompt-title" }, "Prompt"), iconButton("close", "Close", () => dialog.close())),
    el("div.field", {}, el("label.label", { htmlFor: "which-prompt" }, "What the model is told for"), which), content);

  function beside({ target, clientX }) {
    return target === dialog && clientX < dialog.getBoundingClientRect().left;
  }

  function option(value, label) {
    return el("option", { value: JSON.stringify(value), selected: JSON.stringify(value) === JSON.stringify(asked) }, label);
  }

  async function load(wanted) {
    show(content, el("p.soft", {}, "Writing it…"));
    try {
      const told = await api.prompt(room, wanted);
      if (!wanted.turn) which.value = JSON.stringify({ agent: told.agent });
      show(content, ...inspection(told));
      content.scrollTop = 0;
    } catch (problem) {
      show(content, el("p.problem", {}, problem.message));
    }
  }

  document.body.append(dialog);
  dialog.showModal();
  load(asked);
}

function inspection({ name, model, input, context, answer, parts, lore, left }) {
  const inside = lore.filter((entry) => entry.in);
  const outside = lore.filter((entry) => !entry.in);
  return [
    el("p.facts", {}, el("b", {}, name), el("span", {}, model), el("span", {}, `${count(input)} of ${count(context)} tokens`),
      el("span", {}, `answer up to ${count(answer)}`)),
    el("meter.filling", { min: 0, max: context, value: Math.min(input, context), "aria-label": "How full the prompt is" }),
    el("section", {}, el("h3", {}, `Parts, ${parts.length}`), el("ol.parts", {}, parts.map((one) => part(one)))),
    lore.length > 0 && el("section", {}, el("h3", {}, `Lorebook, ${inside.length} of ${lore.length} in`),
      el("ul.lore", {}, inside.map(entry)),
      outside.length > 0 && el("details", { open: outside.length <= 12 }, el("summary", {}, `${outside.length} out`), el("ul.lore", {}, outside.map(entry)))),
    left.length > 0 && el("section", {}, el("h3", {}, `Left out for want of room, ${left.length}`), el("ol.parts", {}, left.map((one) => part(one)))),
  ];
}

/** A part folds after its first words. */
function part({ source, role, name, text, tokens }) {
  const kind = String(role).toLowerCase();
  return el("li.part", { data: { source, role: kind } },
    el("details", {},
      el("summary", {},
        el("b", {}, SOURCES[source] ?? source), el("span.badge", {}, ROLES[kind] ?? kind), name && el("span.soft", {}, name),
        el("span.part-tokens", {}, count(tokens)), el("span.part-start", {}, text.slice(0, 140))),
      el("pre.part-text", {}, text)));
}

function entry({ book, label, in: told, reason, matched, pass, tokens, rolled }) {
  const words = [REASONS[reason] ?? reason];
  if (rolled !== null && rolled !== undefined) words.push(`drew ${rolled}`);
  if (pass > 0 && told) words.push("woken by another entry");
  return el("li.entry", { data: { told: told ? "in" : "out", reason } },
    el("span.badge", {}, told ? "in" : "out"), el("b", {}, label || "An entry without a name"),
    el("span.part-tokens", {}, count(tokens)),
    el("span.entry-why", {}, words.join(", "), matched && ": ", matched && el("code", {}, matched), book && el("span.entry-book", {}, book)));
}

function count(tokens) {
  return Number(tokens).toLocaleString();
}
