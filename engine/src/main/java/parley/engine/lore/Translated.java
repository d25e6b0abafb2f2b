package parley.engine.lore;

import java.util.Set;

/**
 * A pattern in the words of the engine that runs it.
 *
 * @param lookaround whether only java.util.regex can run it; else RE2
 * @param required words, folded, one of which stands in every text that it matches; none where nothing is known
 * @param size about how many states its machine has
 */
record Translated(String text, boolean lookaround, Set<String> required, int size) {}
