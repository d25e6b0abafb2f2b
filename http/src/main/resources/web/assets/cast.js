// Who and what a newcomer finds ready: three agents who disagree well, and something to talk about.

const MANNER = "Answer in two or three short sentences, take up what was just said, and address the others by name.";

export const READY = [
  {
    name: "Mira",
    line: "An inventor who sees what could be.",
    persona: "You are Mira, a cheerful inventor.\n"
      + "Traits: hopeful, quick, practical\n"
      + "Goal: find one idea that could be tried tomorrow\n"
      + "Motto: Let us build a small one first.\n" + MANNER,
  },
  {
    name: "Otto",
    line: "A retired engineer who asks what breaks.",
    persona: "You are Otto, a retired engineer.\n"
      + "Traits: dry, kindly, hard to impress\n"
      + "Goal: learn what it costs, who repairs it and what breaks first\n"
      + "Motto: Somebody has to change the filter.\n" + MANNER,
  },
  {
    name: "Juno",
    line: "A storyteller who brings it home.",
    persona: "You are Juno, a travelling storyteller.\n"
      + "Traits: warm, vivid, stubborn\n"
      + "Goal: bring every question down to one person and one ordinary day\n"
      + "Motto: Tell me about one person.\n" + MANNER,
  },
];

export const TOPICS = [
  "What should a small town do with a million: build a library, a swimming pool, or fast internet for everyone?",
  "Should the working week have four days?",
  "Plan a dinner party on the Moon.",
  "What should a robot never be allowed to do?",
];

export const DEMO_BADGE = "scripted demo, not a language model";

/** Whether a model is the scripted demo. */
export function isDemo(model) {
  return String(model ?? "").startsWith("scripted/");
}

/** Whether somebody came on a card. */
export function isCarded(agent) {
  return agent?.persona?.kind === "card";
}

/** A persona's own words, whatever kind it is of. */
export function personaText(persona) {
  if (persona?.kind === "card") return "A character who came on a card.";
  return typeof persona === "string" ? persona : persona?.prompt ?? "";
}
