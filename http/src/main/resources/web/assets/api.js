// Speaks to the server: JSON with a bearer token; a "no" arrives as a Problem, in words.

const KEY = "parley.session";

/** Who is signed in on this device. */
export const session = {
  value: JSON.parse(localStorage.getItem(KEY) ?? "null"),
  get token() { return this.value?.token; },
  get user() { return this.value?.user; },
  keep(value) { this.value = value; localStorage.setItem(KEY, JSON.stringify(value)); },
  forget() { this.value = null; localStorage.removeItem(KEY); },
};

/** Why something did not work and what to do about it; status 0 means that the server did not answer. */
export class Problem extends Error {
  constructor(status, code, text) {
    super(text);
    this.status = status;
    this.code = code;
  }
}

export function bearer() {
  return session.token ? { Authorization: `Bearer ${session.token}` } : {};
}

async function request(method, path, body, accept) {
  const headers = { Accept: accept, ...bearer() };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Problem(0, "unreachable", "The server does not answer. Check your connection and try again.");
  }
  if (!response.ok) throw await problemIn(response);
  return response;
}

/** What a response that is not a success says. */
export async function problemIn(response) {
  const told = await response.json().catch(() => ({}));
  const problem = new Problem(response.status, told.code ?? "", told.detail || told.title || advice(response.status));
  if (response.status === 401 && session.token) {
    session.forget();
    window.dispatchEvent(new CustomEvent("parley:signed-out"));
  }
  return problem;
}

function advice(status) {
  if (status === 401) return "Please sign in again.";
  if (status === 404) return "This is not here any more.";
  if (status === 429) return "That was a little fast. Wait a moment and try again.";
  return `The server could not do that (${status}). Try again in a moment.`;
}

async function json(method, path, body) {
  const response = await request(method, path, body, "application/json");
  return response.status === 204 ? null : response.json().catch(() => null);
}

const named = (id) => encodeURIComponent(id);
const room = (id) => `/api/conversations/${named(id)}`;

export const api = {
  register: (email, password, name) => json("POST", "/api/auth/register", { email, password, name }),
  login: (email, password) => json("POST", "/api/auth/login", { email, password }),
  models: () => json("GET", "/api/models"),
  voices: () => json("GET", "/api/voices"),
  credits: () => json("GET", "/api/credits"),
  agents: (page, limit) => json("GET", `/api/agents?page=${page}&limit=${limit}`),
  addAgent: (agent) => json("POST", "/api/agents", agent),
  changeAgent: (id, agent) => json("PUT", `/api/agents/${named(id)}`, agent),
  removeAgent: (id) => json("DELETE", `/api/agents/${named(id)}`),
  rooms: (page, limit) => json("GET", `/api/conversations?page=${page}&limit=${limit}`),
  openRoom: (wish) => json("POST", "/api/conversations", wish),
  room: (id) => json("GET", room(id)),
  removeRoom: (id) => json("DELETE", room(id)),
  say: (id, text, turns, heard) =>
    json("POST", `${room(id)}/messages`, { id: crypto.randomUUID?.(), text, turns, whenBusy: "interrupt", heard }),
  stop: (id, heard) => json("POST", `${room(id)}/stop`, { heard }),
  heard: (id, heard) => json("POST", `${room(id)}/heard`, heard),
  listening: (id, listener, turn, sentence) => json("POST", `${room(id)}/listening`, { listener, turn, sentence }),
  eventsPath: (id, after, listener) => `${room(id)}/events?after=${named(after)}${listener ? `&listener=${listener}` : ""}`,
  sound: async (id, turn, index) => {
    const response = await request("GET", `${room(id)}/turns/${turn}/sentences/${index}/audio`, undefined, "audio/*");
    return response.arrayBuffer();
  },
};

let lists;

/** The models and voices on offer, asked for once a session. */
export function offers() {
  lists ??= Promise.all([api.models(), api.voices()])
    .then(([models, voices]) => ({ models: models.items, voices: voices.items }))
    .catch((problem) => { lists = undefined; throw problem; });
  return lists;
}
