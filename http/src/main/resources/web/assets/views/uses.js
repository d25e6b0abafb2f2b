// What an agent uses in the middle of a turn: a line for each tool, its result folded, and the word it may wait for.
import { el } from "../dom.js";

const SHORT = 80;
const STATES = { asks: "waits for your leave", runs: "at work…", done: "", failed: "did not work", refused: "not allowed" };

/** The uses of a turn as a list; leave(call, "approve" | "refuse") gives those that ask a word. */
export function usesList(turn, leave) {
  const list = el("ul.uses", { "aria-label": `Tools that ${turn.name} used` });
  const open = new Set();
  return {
    element: list,
    paint() {
      for (const details of list.querySelectorAll("details"))
        details.open ? open.add(details.dataset.call) : open.delete(details.dataset.call);
      list.hidden = !turn.uses.length;
      list.replaceChildren(...turn.uses.map((use) => line(turn, use, leave, open.has(String(use.call)))));
    },
  };
}

function line(turn, use, leave, open) {
  // A turn that is over asks for nothing any more.
  const asks = use.state === "asks" && turn.ending === "running";
  const state = use.state === "asks" && !asks ? "" : STATES[use.state];
  const what = [el("span.use-what", {}, "uses ", el("b", {}, use.tool), given(use.arguments)), state ? el("span.use-state", {}, state) : null];
  return el("li.use", { data: { state: use.state, call: String(use.call) } },
    use.result === undefined && !long(use) ? el("div.use-line", {}, what)
      : el("details", { open: open || asks, data: { call: String(use.call) } }, el("summary.use-line", {}, what),
        long(use) ? el("pre.use-told", {}, use.arguments) : null,
        use.result === undefined ? null : el("pre.use-told", {}, use.result)),
    asks ? el("div.row", {},
      el("button.primary", { type: "button", "aria-label": `Allow ${use.tool}`, onclick: (event) => word(event, leave, use, "approve") }, "Allow"),
      el("button.quiet", { type: "button", "aria-label": `Refuse ${use.tool}`, onclick: (event) => word(event, leave, use, "refuse") }, "Refuse")) : null);
}

async function word(event, leave, use, said) {
  const buttons = event.target.parentElement.querySelectorAll("button");
  for (const button of buttons) button.disabled = true;
  if (!await leave(use.call, said)) for (const button of buttons) button.disabled = false;
}

function long(use) {
  return (use.arguments ?? "").length > SHORT;
}

function given(json) {
  const text = json && json !== "{}" ? json : "";
  return text ? ` (${text.length > SHORT ? `${text.slice(0, SHORT)}…` : text})` : "";
}
