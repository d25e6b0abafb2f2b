// One character: what its card says, how it greets, what it costs, and the way out as a file.
import { api } from "../api.js";
import { confirmed, el, icon, iconButton, show, toast } from "../dom.js";
import { Greetings } from "../greetings.js";
import { prose } from "../markup.js";
import { portrait } from "../portrait.js";

const FORMATS = [["png", "PNG"], ["json", "JSON"], ["charx", "CHARX"]];
const TEXTS = [
  ["description", "Description"], ["personality", "Personality"], ["scenario", "Scenario"], ["mes_example", "Examples of how they talk"],
  ["system_prompt", "Instructions"], ["post_history_instructions", "Instructions after the talk"],
];
/** These are open from the start; what is for models to read waits to be unfolded. */
const OPEN = new Set(["description", "personality", "scenario"]);

/** The page of one character. */
export function characterPage(id, frame) {
  document.title = "Character · Parley";
  const element = el("div.page.character", {}, el("header.page-top", {}, frame.drawerButton(), el("div", {}, el("h1", {}, " "))));
  load();
  return { element };

  async function load() {
    try {
      draw(await api.character(id));
    } catch (problem) {
      show(element, el("header.page-top", {}, frame.drawerButton(),
        el("div", {}, el("h1", {}, "This character cannot be shown"), el("p.soft", {}, problem.message))), back());
    }
  }

  function draw(one) {
    document.title = `${one.name} · Parley`;
    const greetings = new Greetings("Greetings");
    greetings.show(one.greetings);
    const facts = [
      one.creator && `by ${one.creator}`, one.version && `version ${one.version}`, `card V${one.spec}`,
      `${one.tokens.total.toLocaleString()} tokens`, one.book && book(one.book), one.assets > 1 && `${one.assets} files`,
    ];
    show(element,
      el("header.page-top", {}, frame.drawerButton(), el("div", {}, back()), actions(one)),
      el("section.card.introduction", {}, portrait(one, 0, { kind: "giant", pixels: 256 }),
        el("div", {}, el("h1", {}, one.name),
          one.fields.nickname && el("p.soft", {}, `called ${one.fields.nickname}`),
          el("p.facts", {}, facts.filter(Boolean).map((fact) => el("span", {}, fact))),
          el("div.tags", {}, one.tags.map((tag) => el("span.tag", {}, tag))))),
      one.warnings.length > 0 && el("details.notice", {}, el("summary", {}, "What was mended in reading the card"),
        el("ul", {}, one.warnings.map((warning) => el("li", {}, warning)))),
      one.notes && section("What its maker says", prose(one.notes)),
      section("Greetings", greetings.element),
      ...TEXTS.filter(([name]) => one.fields[name]).map(([name, title]) => text(title, one.fields[name], one.tokens[name], OPEN.has(name))),
      one.source.length > 0 && section("Source", el("div", {}, one.source.map((source) => prose(source)))));
  }

  function actions(one) {
    return el("div.row.actions", {},
      el("a.primary.button", { href: `#/with/${encodeURIComponent(id)}` }, "Start a room"),
      FORMATS.map(([format, label]) => el("button.quiet.small", {
        type: "button", title: `Save as ${label}`, onclick: (event) => save(one, format, event.currentTarget),
      }, icon("export"), label)),
      iconButton("trash", `Delete ${one.name}`, () => remove(one)));
  }

  async function save(one, format, button) {
    button.disabled = true;
    try {
      const { name, blob } = await api.exported(id, format);
      const address = URL.createObjectURL(blob);
      el("a", { href: address, download: name || `${one.name}.${format}` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60000);
    } catch (problem) {
      toast(problem.message, "error");
    }
    button.disabled = false;
  }

  async function remove(one) {
    if (!await confirmed(`Delete ${one.name} with portrait and card? Rooms they spoke in stay as they are.`, "Delete the character")) return;
    try {
      await api.removeCharacter(id);
      location.hash = "#/characters";
    } catch (problem) {
      toast(problem.message, "error");
    }
  }
}

function back() {
  return el("a.back", { href: "#/characters" }, icon("back"), "Characters");
}

function book({ name, entries, constant, tokens }) {
  return `lorebook${name ? ` “${name}”` : ""}: ${entries} ${entries === 1 ? "entry" : "entries"}, ${constant} always told, ${tokens.toLocaleString()} tokens`;
}

function section(title, content) {
  return el("section.card.chapter", {}, el("h2", {}, title), content);
}

function text(title, words, tokens, open) {
  return el("details.card.chapter", { open },
    el("summary", {}, el("h2", {}, title), el("span.soft", {}, `${tokens.toLocaleString()} tokens`)), prose(words));
}
