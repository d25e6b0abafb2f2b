// The first thing a newcomer sees: what this is, in one picture, and the shortest way in.
import { api, session } from "../api.js";
import { avatar, el, show } from "../dom.js";
import { themeButton } from "../daylight.js";

const SCENE = [
  { name: "Mira", seat: 0, text: [["Put the pool on the library’s roof.", true], [" Heat from one warms the other.", false]] },
  { name: "Otto", seat: 1, text: [["Lovely. Who mops up when it leaks on the novels?", false]] },
  { name: "Juno", seat: 2, text: [["Ask Lena, nine, who’d read with wet hair.", false]] },
];

/** The welcome; done is called when somebody is in. */
export function welcome(done) {
  return el("div.welcome", {},
    el("header.welcome-top", {}, el("span.brand", {}, el("span.mark", { "aria-hidden": "true" }), "parley"), themeButton()),
    el("main.welcome-main", { tabIndex: -1 },
      el("section.pitch", {},
        el("h1", {}, "Put a few minds in one room. ", el("span.marked", {}, "Listen.")),
        el("p.lead", {}, "Give Parley a question and a handful of characters. They talk it through, out loud, one sentence at a time, and you can join in."),
        scene()),
      entrance(done)));
}

function scene() {
  return el("div.scene", { "aria-hidden": "true" }, SCENE.map(({ name, seat, text }) =>
    el("div.scene-line", { data: { seat: String(seat + 1) } },
      avatar(name, seat),
      el("p", {}, el("b", {}, name), text.map(([words, heard]) => el(heard ? "span.scene-heard" : "span", {}, words))))));
}

function entrance(done) {
  const place = el("section.entrance.card", { "aria-label": "Sign up or sign in" });
  const turn = (joining) => { show(place, joining ? registering(done, turn) : signingIn(done, turn)); };
  turn(!localStorage.getItem("parley.was-here"));
  return place;
}

function field(label, name, properties, hint) {
  const id = `field-${name}`;
  return el("div.field", {},
    el("label", { htmlFor: id }, label),
    el("input", { id, name, required: true, ...properties, "aria-describedby": hint ? `${id}-hint` : undefined }),
    hint && el("p.hint", { id: `${id}-hint` }, hint));
}

function registering(done, turn) {
  return form("Try it now", "Takes less than a minute. Three characters are waiting.", "Come in",
    [
      field("Your name", "name", { autocomplete: "name", maxLength: 80, placeholder: "How they should greet you" }),
      field("E-mail", "email", { type: "email", autocomplete: "email", placeholder: "you@example.org" }),
      field("Password", "password", { type: "password", autocomplete: "new-password", minLength: 8, maxLength: 128 }, "Eight characters or more."),
    ],
    ({ email, password, name }) => api.register(email, password, name), done,
    el("p.other", {}, "Been here before? ", el("button.link", { type: "button", onclick: () => turn(false) }, "Sign in")));
}

function signingIn(done, turn) {
  return form("Welcome back", "Your rooms are where you left them.", "Sign in",
    [
      field("E-mail", "email", { type: "email", autocomplete: "email" }),
      field("Password", "password", { type: "password", autocomplete: "current-password" }),
    ],
    ({ email, password }) => api.login(email, password), done,
    el("p.other", {}, "New here? ", el("button.link", { type: "button", onclick: () => turn(true) }, "Make an account")));
}

function form(title, line, action, fields, send, done, other) {
  const problem = el("p.problem", { role: "alert" });
  const button = el("button.primary.wide", { type: "submit" }, action);
  return el("form", {
    onsubmit: async (event) => {
      event.preventDefault();
      problem.textContent = "";
      button.disabled = true;
      try {
        session.keep(await send(Object.fromEntries(new FormData(event.target))));
        localStorage.setItem("parley.was-here", "yes");
        done();
      } catch (failure) {
        problem.textContent = failure.message;
        button.disabled = false;
      }
    },
  }, el("h2", {}, title), el("p.soft", {}, line), fields, problem, button, other);
}
