package parley.engine.llm;

/**
 * A tool as a model is told of it.
 *
 * @param name letters, digits, {@code _} and {@code -}, at most 64: what every provider takes
 * @param description what it is good for; for the model
 * @param schema the JSON Schema of its arguments, an object, as text
 */
public record ToolSpec(String name, String description, String schema) {}
