// A room with characters: who comes, who greets and how, and who one is to them.
import { api, session } from "../api.js";
import { el, icon, iconButton, show } from "../dom.js";
import { Greetings } from "../greetings.js";
import { named } from "../markup.js";
import { portrait } from "../portrait.js";

const KEY = "parley.persona";
const MOST = 16;
const OFFERED = 200;
const TITLE = 60;

/** The page on which a room with these characters is begun. */
export function opening(ids, frame) {
  document.title = "New room · Parley";
  const mine = JSON.parse(localStorage.getItem(KEY) ?? "null") ?? { name: session.user?.name ?? "", description: "" };
  const company = el("ul.company-list", { "aria-label": "Who comes" });
  const greeter = el("select", { id: "greeter", onchange: () => greet() });
  const greeterField = el("div.field", { hidden: true }, el("label", { htmlFor: "greeter" }, "Who speaks first?"), greeter);
  const other = el("select", { id: "other", "aria-label": "Ask somebody else, too", onchange: () => { ask(other.value); } });
  const greetings = new Greetings("Greeting", (text) => named(text, greeting().fields.nickname || greeting().name, name.value.trim() || "You"));
  const silent = el("input", { type: "checkbox", id: "silent" });
  const name = el("input", { id: "my-name", maxLength: 100, required: true, autocomplete: "name", value: mine.name || "You", onchange: () => greetings.go(greetings.at) });
  const description = el("textarea", { id: "my-persona", rows: 3, maxLength: 8000, value: mine.description, "aria-describedby": "my-persona-hint" });
  const problem = el("p.problem", { role: "alert" });
  const button = el("button.primary.big", { type: "submit" }, "Start the room");
  const seated = [];
  let offered = [];

  async function load() {
    try {
      const [found, ...characters] = await Promise.all([
        api.characters({ sort: "name", limit: OFFERED }), ...[...new Set(ids)].slice(0, MOST).map((id) => api.character(id)),
      ]);
      offered = found.items;
      seated.push(...characters);
      draw();
    } catch (failure) {
      problem.textContent = failure.message;
      button.disabled = true;
    }
  }

  async function ask(id) {
    try {
      seated.push(await api.character(id));
      draw();
    } catch (failure) {
      problem.textContent = failure.message;
    }
  }

  function draw() {
    company.replaceChildren(...seated.map(guest));
    const free = offered.filter((one) => !seated.some((guest) => guest.id === one.id));
    other.hidden = !free.length || seated.length >= MOST;
    show(other, el("option", { value: "", disabled: true, selected: true }, "Ask somebody else, too…"),
      free.map((one) => el("option", { value: one.id }, one.name)));
    const before = greeter.value;
    show(greeter, seated.map((one) => el("option", { value: one.id, selected: one.id === before }, one.name)));
    greeterField.hidden = seated.length < 2;
    button.disabled = !seated.length;
    greet();
  }

  function guest(one, seat) {
    return el("li.guest", {}, portrait(one, seat), el("span.guest-name", {}, one.name),
      seated.length > 1 && iconButton("close", `Without ${one.name}`, () => { seated.splice(seat, 1); draw(); }, { className: "round tiny" }));
  }

  function greeting() {
    return seated.find((one) => one.id === greeter.value);
  }

  /** In groups there are greetings for groups alone, after the others. */
  function greet() {
    greetings.show((greeting()?.greetings ?? []).filter((one) => seated.length > 1 || !one.groupOnly));
  }

  async function begin(event) {
    event.preventDefault();
    problem.textContent = "";
    button.disabled = true;
    button.textContent = "Setting the table…";
    try {
      const persona = { name: name.value.trim() || "You", description: description.value.trim() };
      localStorage.setItem(KEY, JSON.stringify(persona));
      const agents = [greeter.value, ...seated.map((one) => one.id).filter((id) => id !== greeter.value)];
      const wish = { agents, persona, title: [...seated.map((one) => one.name).join(", ")].slice(0, TITLE).join("") };
      if (!silent.checked && greetings.picked) wish.greeting = greetings.picked.number;
      const room = await api.openRoom(wish);
      frame.fresh = room.id;
      frame.load(1);
      location.hash = `#/rooms/${encodeURIComponent(room.id)}`;
    } catch (failure) {
      problem.textContent = failure.message;
      button.disabled = false;
      button.textContent = "Start the room";
    }
  }

  load();
  return {
    element: el("form.page.start.opening", { onsubmit: begin },
      el("header.page-top", {}, frame.drawerButton(), el("div", {}, el("a.back", { href: "#/characters" }, icon("back"), "Characters"),
        el("h1", {}, "Start a room"))),
      el("section.card.chapter", {}, el("h2", {}, "Who comes"), company, other),
      el("section.card.chapter", {}, el("h2", {}, "How it begins"), greeterField, greetings.element,
        el("label.check", { htmlFor: "silent" }, silent, "No greeting, I speak first")),
      el("section.card.chapter", {}, el("h2", {}, "Who you are to them"),
        el("div.field", {}, el("label", { htmlFor: "my-name" }, "Your name"), name),
        el("div.field", {}, el("label", { htmlFor: "my-persona" }, "About you"), description,
          el("p.hint", { id: "my-persona-hint" }, "What the characters know of you. May stay empty."))),
      problem, el("div.go", {}, button)),
  };
}
