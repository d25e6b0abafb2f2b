// Brings cards into the house: a place to drop them, and what became of each.
import { api } from "../api.js";
import { el, icon, show } from "../dom.js";
import { frames } from "../stream.js";

const KINDS = ".png,.apng,.json,.charx,.byaf,.zip,.jpg,.jpeg,.webp";
const FATES = { imported: "imported", duplicate: "already here", refused: "refused" };

/** The place where cards are dropped; arrived() is called when some of them are characters now. */
export function bringing(arrived) {
  const results = el("ul.fates", { "aria-live": "polite", "aria-label": "What became of the files" });
  const state = el("p.soft", { role: "status" });
  const again = el("button.link", { type: "button", hidden: true, onclick: () => { show(results); state.textContent = ""; again.hidden = true; } }, "Clear this list");
  const input = el("input.unseen", {
    type: "file", multiple: true, accept: KINDS, id: "cards", "aria-describedby": "cards-hint",
    onchange: async () => {
      const files = [...input.files];
      await bring(files);
      input.value = "";
    },
  });
  const zone = el("label.drop", { htmlFor: "cards" }, input, icon("import"),
    el("span.drop-words", {}, el("b", {}, "Drop character cards here, or choose files"),
      el("span.soft", { id: "cards-hint" }, "PNG, JSON, CHARX or BYAF; as many as you like, or a ZIP of them.")));

  async function bring(files) {
    if (!files.length || input.disabled) return;
    input.disabled = true;
    zone.classList.add("busy");
    again.hidden = false;
    let done = 0;
    const count = () => { state.textContent = `${done} of ${files.length} ${files.length === 1 ? "file" : "files"} read…`; };
    count();
    try {
      for await (const { event, data } of frames(await api.bring(files))) {
        const told = JSON.parse(data);
        if (event === "done") state.textContent = summary(told);
        else if (event === "failed") throw new Error(told.detail);
        else {
          done += 1;
          count();
          results.append(fate(told));
        }
      }
    } catch (problem) {
      state.textContent = "";
      results.append(el("li.fate.refused", {}, el("span.badge", {}, "stopped"), el("span.problem", {}, problem.message)));
    }
    zone.classList.remove("busy");
    input.disabled = false;
    arrived();
  }

  const over = (inside) => (event) => {
    event.preventDefault();
    zone.classList.toggle("over", inside);
  };
  return {
    element: el("section.bringing", { "aria-label": "Import" }, zone, el("div.row", {}, state, again), results),
    /** Lets cards be dropped anywhere in a place. */
    within(place) {
      place.addEventListener("dragover", over(true));
      place.addEventListener("dragleave", over(false));
      place.addEventListener("drop", (event) => {
        over(false)(event);
        bring([...event.dataTransfer.files]);
      });
    },
  };
}

function summary({ imported, duplicates, refused }) {
  const parts = [[imported, "imported"], [duplicates, "already here"], [refused, "refused"]];
  return parts.filter(([number]) => number).map(([number, words]) => `${number} ${words}`).join(", ") || "There was no card among these.";
}

function fate({ file, status, id, name, warnings = [], reason }) {
  return el(`li.fate.${status}`, {},
    el("span.badge", {}, FATES[status] ?? status),
    id && el("a", { href: `#/characters/${encodeURIComponent(id)}` }, name),
    el("span.soft", {}, file),
    reason && el("span.fate-why", {}, reason),
    warnings?.length > 0 && el("details.fate-why", {}, el("summary", {}, warnings.length === 1 ? "1 remark" : `${warnings.length} remarks`),
      el("ul", {}, warnings.map((warning) => el("li", {}, warning)))));
}
