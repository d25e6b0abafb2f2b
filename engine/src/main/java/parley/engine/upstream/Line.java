package parley.engine.upstream;

/**
 * A way to a provider that shares one allowance there: a provider of this server, or one connection of a user.
 *
 * @param name names it in the whole cluster
 * @param label how a person reads it, in the middle of a sentence
 */
public record Line(String name, String label, Limits limits) {}
