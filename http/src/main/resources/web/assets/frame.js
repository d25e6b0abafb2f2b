// The frame of a signed-in page: the list of rooms, what one has left to spend, and the way out.
import { api, session } from "./api.js";
import { ago, confirmed, el, icon, iconButton, show, toast } from "./dom.js";
import { themeButton } from "./daylight.js";

const PAGE = 20;

export class Frame {
  constructor() {
    this.page = 0;
    /** The room that was begun just now, which is heard from its first word. */
    this.fresh = null;
    this.list = el("ul.rooms", { "aria-label": "Your rooms" });
    this.more = el("button.quiet.small", { type: "button", hidden: true, onclick: () => this.load(this.page + 1) }, "Show older rooms");
    this.credits = el("span.credits-count", {}, "–");
    this.main = el("main", { tabIndex: -1 });
    this.side = this.sidebar();
    this.veil = el("div.veil", { onclick: () => this.closeDrawer() });
    this.element = el("div.shell", {}, this.side, this.veil, this.main);
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.closeDrawer());
    this.refresh();
  }

  sidebar() {
    return el("aside.sidebar", { "aria-label": "Rooms and account" },
      el("a.brand", { href: "#/new" }, el("span.mark", { "aria-hidden": "true" }), "parley"),
      el("nav.doors", { "aria-label": "Places" },
        el("a.door.door-new", { href: "#/new", data: { door: "new" } }, icon("plus"), "New room"),
        el("a.door", { href: "#/characters", data: { door: "characters" } }, icon("mask"), "Characters"),
        el("a.door", { href: "#/agents", data: { door: "agents" } }, icon("people"), "Agents")),
      el("h2.label", {}, "Rooms"),
      el("div.scroll", {}, this.list, this.more),
      el("div.account", {},
        el("p.credits", { title: "What you can still spend on replies" }, icon("coin"), this.credits, " credits"),
        el("div.row", {},
          el("span.who", {}, session.user?.name || session.user?.email || ""),
          themeButton(),
          iconButton("leave", "Sign out", () => this.signOut()))));
  }

  /** The button that opens the list of rooms where it has no place of its own. */
  drawerButton() {
    return iconButton("menu", "Rooms and account", () => {
      this.element.classList.add("open");
      this.side.querySelector("a").focus();
    }, { className: "round drawer" });
  }

  closeDrawer() {
    this.element.classList.remove("open");
  }

  fill(view) {
    show(this.main, view);
  }

  /** Marks where one is. */
  mark(door, id) {
    this.here = { door: door || "new", id };
    for (const link of this.side.querySelectorAll("a[data-door]")) {
      const here = link.dataset.door === this.here.door && (link.dataset.id ?? "") === (this.here.door === "rooms" ? id : "");
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  refresh() {
    this.load(1);
    this.count();
  }

  /** Asks again what is left to spend. */
  async count() {
    try {
      const { available } = await api.credits();
      this.credits.textContent = available.toLocaleString();
    } catch { /* the last known number stays */ }
  }

  async load(page) {
    try {
      const rooms = await api.rooms(page, PAGE);
      this.page = page;
      const items = rooms.items.map((room) => this.item(room));
      if (page === 1) this.list.replaceChildren(...items);
      else this.list.append(...items);
      if (!rooms.total) this.list.replaceChildren(el("li.empty", {}, "Nothing yet. Your first room is one button away."));
      this.more.hidden = page * PAGE >= rooms.total;
      if (this.here) this.mark(this.here.door, this.here.id);
    } catch (problem) {
      if (!this.page) this.list.replaceChildren(el("li.empty", {}, problem.message));
    }
  }

  item(room) {
    const turns = `${room.turns} ${room.turns === 1 ? "turn" : "turns"}`;
    return el("li", {},
      el("a.room-link", { href: `#/rooms/${encodeURIComponent(room.id)}`, data: { door: "rooms", id: room.id } },
        el("span.room-title", {}, room.title || "A room without a title"),
        el("span.room-when", {}, room.running ? el("span.live", {}, "talking now") : `${turns} · ${ago(room.updatedAt)}`)),
      iconButton("trash", `Delete “${room.title || "this room"}”`, () => this.remove(room), { className: "round tiny" }));
  }

  async remove(room) {
    if (!await confirmed(`Delete “${room.title || "this room"}” and everything said in it?`, "Delete the room")) return;
    try {
      await api.removeRoom(room.id);
      if (this.here?.id === room.id) location.hash = "#/new";
      this.load(1);
    } catch (problem) {
      toast(problem.message, "error");
    }
  }

  async signOut() {
    // Whether or not the server hears of it, this device forgets.
    await api.logout().catch(() => {});
    session.forget();
    location.hash = "";
    location.reload();
  }
}
