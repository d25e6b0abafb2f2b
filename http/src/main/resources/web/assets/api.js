// Speaks to the server: JSON with a bearer token; a "no" arrives as a Problem, in words.

const KEY = "parley.session";

/** Who is signed in on this device. */
export const session = {
  value: JSON.parse(localStorage.getItem(KEY) ?? "null"),
  get token() { return this.value?.token; },
  get user() { return this.value?.user; },
  keep(value) { this.value = value; localStorage.setItem(KEY, JSON.stringify(value)); },
  /** Takes over what another tab has kept meanwhile. */
  reread() { this.value = JSON.parse(localStorage.getItem(KEY) ?? "null"); },
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

function bearer() {
  return session.token ? { Authorization: `Bearer ${session.token}` } : {};
}

let renewing;

/** Gets the next token where this one is refused; true if there is one. Whoever asks meanwhile waits for the same. */
export function renewed(refused) {
  renewing ??= renew(refused).finally(() => { renewing = undefined; });
  return renewing;
}

async function renew(refused) {
  session.reread();
  if (session.token && session.token !== refused) return true;
  const refreshToken = session.value?.refreshToken;
  if (!refreshToken) return false;
  const response = await fetch("/api/v1/auth/refresh", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ refreshToken }),
  });
  // Only a no ends the session; a server that is busy or ill may say yes later.
  if (!response.ok && response.status !== 401) throw await problemIn(response);
  if (response.ok) session.keep(await response.json());
  return response.ok;
}

/** A fetch with the token; once more with the next one where this one is over. */
export async function call(path, options) {
  const token = session.token;
  const once = () => fetch(path, { ...options, headers: { ...options.headers, ...bearer() } });
  const response = await once();
  return response.status === 401 && token && await renewed(token) ? once() : response;
}

function request(method, path, body, accept) {
  const headers = { Accept: accept };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  return reached(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

/** The response to a request that succeeds; why not is thrown as a Problem. */
async function reached(path, options) {
  let response;
  try {
    response = await call(path, options);
  } catch (problem) {
    if (problem instanceof Problem) throw problem;
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

/** A file, with the name that it is sent under. */
async function file(path) {
  const response = await request("GET", path, undefined, "*/*");
  const told = response.headers.get("Content-Disposition") ?? "";
  const [, wide] = told.match(/filename\*=UTF-8''([^;]+)/i) ?? [];
  const [, narrow] = told.match(/filename="([^"]+)"/i) ?? [];
  return { name: wide ? decodeURIComponent(wide) : narrow, blob: await response.blob() };
}

async function json(method, path, body) {
  const response = await request(method, path, body, "application/json");
  return response.status === 204 ? null : response.json().catch(() => null);
}

const named = (id) => encodeURIComponent(id);
const room = (id) => `/api/v1/conversations/${named(id)}`;
const character = (id) => `/api/v1/characters/${named(id)}`;

export const api = {
  register: (email, password, name) => json("POST", "/api/v1/auth/register", { email, password, name }),
  login: (email, password) => json("POST", "/api/v1/auth/login", { email, password }),
  logout: () => json("POST", "/api/v1/auth/logout"),
  models: () => json("GET", "/api/v1/models"),
  voices: () => json("GET", "/api/v1/voices"),
  tools: () => json("GET", "/api/v1/tools"),
  credits: () => json("GET", "/api/v1/credits"),
  agents: (page, limit) => json("GET", `/api/v1/agents?page=${page}&limit=${limit}`),
  addAgent: (agent) => json("POST", "/api/v1/agents", agent),
  changeAgent: (id, agent) => json("PUT", `/api/v1/agents/${named(id)}`, agent),
  removeAgent: (id) => json("DELETE", `/api/v1/agents/${named(id)}`),
  characters: (asked) => json("GET", `/api/v1/characters?${new URLSearchParams(asked)}`),
  character: (id) => json("GET", character(id)),
  removeCharacter: (id) => json("DELETE", character(id)),
  exported: (id, format) => file(`${character(id)}/export?format=${format}`),
  portrait: async (id, size) => (await file(`${character(id)}/portrait?size=${size}`)).blob,
  /** Brings cards; what becomes of each is told by a stream of events. */
  bring: async (files) => {
    const form = new FormData();
    for (const one of files) form.append("file", one, one.name);
    const response = await reached("/api/v1/characters", { method: "POST", headers: { Accept: "text/event-stream" }, body: form });
    return response.body;
  },
  prompt: (id, asked) => json("GET", `${room(id)}/prompt?${new URLSearchParams(asked)}`),
  rooms: (page, limit) => json("GET", `/api/v1/conversations?page=${page}&limit=${limit}`),
  openRoom: (wish) => json("POST", "/api/v1/conversations", wish),
  room: (id) => json("GET", room(id)),
  removeRoom: (id) => json("DELETE", room(id)),
  say: (id, text, turns, heard) =>
    json("POST", `${room(id)}/messages`, { id: crypto.randomUUID?.(), text, turns, whenBusy: "interrupt", heard }),
  stop: (id, heard) => json("POST", `${room(id)}/stop`, { heard }),
  /** Gives or refuses a tool the leave that it asks for. */
  leave: (id, turn, call, word) => json("POST", `${room(id)}/turns/${turn}/tool-calls/${call}/${word}`),
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
