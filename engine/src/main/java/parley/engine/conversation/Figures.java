package parley.engine.conversation;

/** How a turn is getting on: milliseconds to its first token, tokens so far and what they cost, as estimated. */
public record Figures(long firstToken, long tokens, long credits) {}
