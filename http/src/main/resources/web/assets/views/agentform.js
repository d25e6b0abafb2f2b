// A dialog in which an agent is made or changed.
import { api, offers } from "../api.js";
import { personaText } from "../cast.js";
import { el } from "../dom.js";

/** Opens the dialog; resolves to the kept agent, or null when it was closed. */
export async function agentDialog(agent) {
  const [{ models, voices }, offered] = await Promise.all([offers(), api.tools().then(({ items }) => items)]);
  const granted = toolsField(offered, agent?.tools ?? []);
  return new Promise((resolve) => {
    let kept = null;
    const dialog = el("dialog.sheet", { "aria-labelledby": "agent-title", onclose: () => { dialog.remove(); resolve(kept); } });
    const problem = el("p.problem", { role: "alert" });
    const form = el("form", {
      onsubmit: async (event) => {
        event.preventDefault();
        problem.textContent = "";
        try {
          const wish = { ...Object.fromEntries(new FormData(form)), tools: granted.chosen() };
          kept = agent?.id ? await api.changeAgent(agent.id, wish) : await api.addAgent(wish);
          dialog.close();
        } catch (failure) {
          problem.textContent = failure.message;
        }
      },
    },
    el("h2", { id: "agent-title" }, agent?.id ? `Change ${agent.name}` : "A new agent"),
    el("div.field", {}, el("label", { htmlFor: "agent-name" }, "Name"),
      el("input", { id: "agent-name", name: "name", required: true, maxLength: 80, value: agent?.name ?? "", autocomplete: "off" })),
    el("div.field", {}, el("label", { htmlFor: "agent-persona" }, "Who are they?"),
      el("textarea", {
        id: "agent-persona", name: "persona", required: true, rows: 6, value: personaText(agent?.persona),
        placeholder: "You are a patient gardener who explains everything through plants…", "aria-describedby": "agent-persona-hint",
      }),
      el("p.hint", { id: "agent-persona-hint" }, "Speak to them: “You are…”. How they think, how they talk, how long they answer.")),
    el("div.pair", {},
      pick("Model", "model", models.map((model) => [model.model, model.demo && !/not a language model/i.test(model.label) ? `${model.label}, not a language model` : model.label]),
        agent?.model ?? models.find((model) => model.preferred)?.model),
      pick("Voice", "voice", [...voices.map((voice) => [voice.voice, `${voice.label} (${voice.language})`]), ...silent(voices)], agent?.voice)),
    granted.element,
    problem,
    el("div.row.end", {},
      el("button.quiet", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      el("button.primary", { type: "submit" }, agent?.id ? "Keep the changes" : "Make the agent")));
    dialog.append(form);
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** What the agent may use: a box for each tool and one for whether its owner is asked first. A grant whose server is away stays. */
function toolsField(offered, grants) {
  const known = new Map(grants.map((grant) => [grant.tool, grant.approval]));
  const lines = [...offered.map((one) => [one.tool, one.available ? one.description : "not here now"]),
    ...grants.filter((grant) => !offered.some((one) => one.tool === grant.tool)).map((grant) => [grant.tool, all(grant.tool) ?? "not here now"])]
    .map(([tool, words]) => {
      const use = el("input", { type: "checkbox", checked: known.has(tool) });
      const ask = el("input", { type: "checkbox", checked: known.get(tool) !== "never", disabled: !known.has(tool) });
      use.addEventListener("change", () => { ask.disabled = !use.checked; });
      return { tool, use, ask, element: el("li", { title: words },
        el("label", {}, use, el("b", {}, tool), el("span.soft", {}, words)),
        el("label.ask", {}, ask, "ask me first")) };
    });
  return {
    element: lines.length ? el("fieldset.tools", {}, el("legend", {}, "Which tools may they use?"), el("ul", {}, lines.map((line) => line.element))) : "",
    chosen: () => lines.filter((line) => line.use.checked).map((line) => ({ tool: line.tool, approval: line.ask.checked ? "always" : "never" })),
  };
}

function all(tool) {
  return tool.endsWith("/*") ? `all tools of ${tool.slice(0, -2)}` : undefined;
}

function silent(voices) {
  return voices.some((voice) => voice.voice === "none/none") ? [] : [["none/none", "No voice, text only"]];
}

function pick(label, name, options, chosen) {
  const id = `agent-${name}`;
  return el("div.field", {},
    el("label", { htmlFor: id }, label),
    el("select", { id, name }, options.map(([value, text]) => el("option", { value, selected: value === chosen }, text))));
}
