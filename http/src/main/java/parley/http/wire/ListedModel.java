package parley.http.wire;

/**
 * A model as its provider lists it.
 *
 * @param context tokens of its window; 0 where the provider does not say
 */
public record ListedModel(String name, int context) {}
