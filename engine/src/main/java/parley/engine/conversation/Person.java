package parley.engine.conversation;

/**
 * Who the person in a room is to its characters.
 *
 * @param name what they are called
 * @param description who they are, in their own words; may be empty
 */
public record Person(String name, String description) {}
