// The greetings of a character, one at a time: back, on, or straight to a number.
import { el, iconButton, show } from "./dom.js";
import { prose } from "./markup.js";

/** Shows those greetings that say something; picked is the one that is shown. */
export class Greetings {
  /** Each text is shown as filled makes it. */
  constructor(label, filled = (text) => text) {
    this.filled = filled;
    this.text = el("div.greeting-text", { "aria-live": "polite" });
    this.number = el("input", {
      type: "number", min: 1, value: "1", "aria-label": `${label}, by number`, inputMode: "numeric", id: "greeting-number",
      onchange: () => this.go(Math.round(Number(this.number.value)) - 1),
    });
    this.count = el("span.soft");
    this.mark = el("span.badge", { hidden: true }, "for groups");
    this.element = el("div.greetings", {},
      el("div.row", { role: "group", "aria-label": label },
        iconButton("back", "The one before", () => this.go(this.at - 1), { className: "round tiny" }),
        this.number, this.count,
        iconButton("back", "The next one", () => this.go(this.at + 1), { className: "round tiny turned" }), this.mark),
      this.text);
    this.show([]);
  }

  show(greetings) {
    this.all = greetings.filter((greeting) => greeting.text.trim());
    this.number.max = String(this.all.length);
    this.element.firstChild.hidden = this.all.length < 2;
    this.go(0);
  }

  get picked() {
    return this.all[this.at];
  }

  /** Goes to one by its place; before the first comes the last. */
  go(wanted) {
    const { length } = this.all;
    this.at = length && Number.isFinite(wanted) ? wanted < 0 ? length - 1 : wanted >= length ? 0 : wanted : 0;
    this.number.value = String(this.at + 1);
    this.count.textContent = `of ${length}`;
    this.mark.hidden = !this.picked?.groupOnly;
    show(this.text, this.picked ? prose(this.filled(this.picked.text)) : el("p.soft", {}, "This character has no greeting; the first word is yours."));
  }
}
