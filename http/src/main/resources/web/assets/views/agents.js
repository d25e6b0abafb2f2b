// Everybody who can be asked into a room.
import { api, offers } from "../api.js";
import { DEMO_BADGE, isCarded, isDemo, personaText } from "../cast.js";
import { avatar, confirmed, el, icon, iconButton, toast } from "../dom.js";
import { portrait } from "../portrait.js";
import { agentDialog } from "./agentform.js";

const PAGE = 24;

/** The page of agents. */
export function agents(frame) {
  document.title = "Agents · Parley";
  const list = el("ul.people");
  let page = 1;
  let labels = { models: [], voices: [] };
  const more = el("button.quiet", { type: "button", hidden: true, onclick: () => load(page + 1) }, "Show more");

  async function load(wanted) {
    try {
      const [found, offered] = await Promise.all([api.agents(wanted, PAGE), offers()]);
      labels = offered;
      page = wanted;
      if (wanted === 1) list.replaceChildren();
      list.append(...found.items.map(card));
      if (!found.total) list.replaceChildren(el("li.empty", {}, "Nobody here yet. Make your first agent, or start a room with the three who are ready."));
      more.hidden = page * PAGE >= found.total;
    } catch (problem) {
      toast(problem.message, "error");
    }
  }

  async function edit(agent) {
    try {
      if (await agentDialog(agent)) await load(1);
    } catch (problem) {
      toast(problem.message, "error");
    }
  }

  async function remove(agent) {
    if (!await confirmed(`Delete ${agent.name}? Rooms they spoke in stay as they are.`, "Delete the agent")) return;
    try {
      await api.removeAgent(agent.id);
      await load(1);
    } catch (problem) {
      toast(problem.message, "error");
    }
  }

  function card(agent, seat) {
    const voice = labels.voices.find((offered) => offered.voice === agent.voice)?.label ?? "No voice";
    const model = labels.models.find((offered) => offered.model === agent.model)?.label ?? agent.model;
    return el("li.card.person", {},
      el("div.row", {}, isCarded(agent) ? portrait(agent, seat) : avatar(agent.name, seat), el("h3", {}, agent.name),
        isCarded(agent)
          ? iconButton("mask", `Read ${agent.name}`, () => { location.hash = `#/characters/${encodeURIComponent(agent.id)}`; })
          : iconButton("edit", `Change ${agent.name}`, () => edit(agent)),
        iconButton("trash", `Delete ${agent.name}`, () => remove(agent))),
      el("p.persona", {}, personaText(agent.persona)),
      el("p.facts", {}, isDemo(agent.model) ? el("span.badge", {}, DEMO_BADGE) : el("span", {}, model), el("span", {}, voice)));
  }

  load(1);
  return {
    element: el("div.page", {},
      el("header.page-top", {}, frame.drawerButton(),
        el("div", {}, el("h1", {}, "Agents"), el("p.soft", {}, "Characters with a mind, a model and a voice.")),
        el("button.primary", { type: "button", onclick: () => edit(null) }, icon("plus"), "New agent")),
      list, more),
  };
}
