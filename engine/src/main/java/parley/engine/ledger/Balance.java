package parley.engine.ledger;

import parley.engine.kernel.Message;

/**
 * What an account answers, in credits.
 *
 * @param available free to be held
 * @param held set aside for turns that have not ended
 * @param spent settled since the account was opened
 */
public record Balance(long available, long held, long spent) implements Message {}
