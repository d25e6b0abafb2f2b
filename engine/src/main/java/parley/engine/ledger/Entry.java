package parley.engine.ledger;

/** One side of a transaction: so many credits come to a book, or leave it where they are negative. */
public record Entry(Book book, long credits) {}
