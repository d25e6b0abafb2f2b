package parley.engine.speech;

/** What an engine reads well by itself; the rest it is given in words. */
public enum Literacy {
    /** All of it, as neural services do: it is given the text without markup, and chooses the words itself. */
    FULL,
    /** Words, and plain whole numbers in every language it speaks; not money, measures, dates, times and signs. */
    NUMBERS,
    /** Words alone. */
    LETTERS
}
