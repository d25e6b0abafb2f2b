package parley.engine.ledger;

/** So many credits of one grant. */
public record Portion(String grant, long credits) {}
