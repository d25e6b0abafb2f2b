// Everybody who came on a card: brought in, found again, and asked into a room.
import { api } from "../api.js";
import { el, toast } from "../dom.js";
import { words as worded } from "../markup.js";
import { portrait } from "../portrait.js";
import { bringing } from "./bringing.js";

const PAGE = 24;
const MOST = 16;
const PAUSE = 250;
const ORDERS = [["-createdAt", "Newest first"], ["createdAt", "Oldest first"], ["name", "By name"], ["-name", "By name, backwards"], ["-updatedAt", "Changed last"]];
const TAGS = 4;

/** The page of characters. */
export function characters(frame) {
  document.title = "Characters · Parley";
  const list = el("ul.faces", { "aria-label": "Your characters" });
  const more = el("button.quiet", { type: "button", hidden: true, onclick: () => load(page + 1) }, "Show more");
  const found = el("p.soft", { role: "status" });
  const tagged = el("button.chip", { type: "button", hidden: true, onclick: () => only("") });
  const picked = new Map();
  const start = el("a.primary.button");
  const bar = el("div.picked-bar", { hidden: true }, start, el("button.quiet", { type: "button", onclick: () => { picked.clear(); load(1); } }, "Nobody"));
  const search = el("input", { type: "search", id: "search", placeholder: "Search by name, maker or words", "aria-label": "Search characters", oninput: () => soon() });
  const order = el("select", { id: "order", "aria-label": "Order", onchange: () => load(1) },
    ORDERS.map(([value, label]) => el("option", { value }, label)));
  let page = 1;
  let tag = "";
  let asked = 0;
  let timer = 0;

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => load(1), PAUSE);
  }

  function only(wanted) {
    tag = wanted;
    tagged.hidden = !tag;
    tagged.textContent = `Tag: ${tag} ✕`;
    tagged.setAttribute("aria-label", `Only those with the tag ${tag}. Show all`);
    load(1);
  }

  async function load(wanted) {
    const mine = ++asked;
    const wish = { page: wanted, limit: PAGE, sort: order.value };
    const words = search.value.trim();
    if (words) wish.search = words;
    if (tag) wish.tag = tag;
    try {
      const { items, total } = await api.characters(wish);
      if (mine !== asked) return;
      page = wanted;
      const cards = items.map((one, place) => card(one, (page - 1) * PAGE + place));
      if (page === 1) list.replaceChildren(...cards);
      else list.append(...cards);
      found.textContent = words || tag ? `${total} found` : total ? `${total} ${total === 1 ? "character" : "characters"}` : "";
      if (!total) list.replaceChildren(el("li.empty", {}, words || tag ? "Nobody is called or described like that." : "Nobody here yet. Drop a card above."));
      more.hidden = page * PAGE >= total;
      count();
    } catch (problem) {
      if (mine === asked) toast(problem.message, "error");
    }
  }

  function count() {
    bar.hidden = !picked.size;
    start.textContent = `Start a room with ${picked.size === 1 ? [...picked.values()][0] : `these ${picked.size}`}`;
    start.title = [...picked.values()].join(", ");
    start.href = `#/with/${[...picked.keys()].map(encodeURIComponent).join(",")}`;
  }

  function pick(one, tick) {
    if (tick.checked && picked.size >= MOST) {
      tick.checked = false;
      toast(`At most ${MOST} fit in a room`);
    } else if (tick.checked) picked.set(one.id, one.name);
    else picked.delete(one.id);
    count();
  }

  function card(one, seat) {
    const tick = el("input.pick", { type: "checkbox", checked: picked.has(one.id), "aria-label": `Ask ${one.name} into a room`, onchange: () => pick(one, tick) });
    return el("li.card.face-card", {},
      portrait(one, seat, { kind: "huge" }),
      el("div.face-words", {},
        el("h3", {}, el("a.face-name", { href: `#/characters/${encodeURIComponent(one.id)}` }, one.name)),
        one.creator && el("p.soft.face-maker", {}, `by ${one.creator}`),
        el("p.persona", {}, worded(one.description || one.personality, one.name, "you")),
        el("div.tags", {}, one.tags.slice(0, TAGS).map((name) =>
          el("button.tag", { type: "button", "aria-label": `Only those with the tag ${name}`, onclick: () => only(name) }, name)),
        one.tags.length > TAGS && el("span.soft", {}, `+${one.tags.length - TAGS}`))),
      tick);
  }

  const door = bringing(() => load(1));
  const element = el("div.page.characters", {},
    el("header.page-top", {}, frame.drawerButton(),
      el("div", {}, el("h1", {}, "Characters"), el("p.soft", {}, "Bring them on cards, read them, ask them into a room."))),
    door.element,
    el("div.finding", { role: "search" }, search, order), el("div.row", {}, found, tagged), list, more, bar);
  door.within(element);
  load(1);
  return { element, close: () => clearTimeout(timer) };
}
