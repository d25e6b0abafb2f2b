package parley.engine.conversation;

import org.jspecify.annotations.Nullable;
import parley.engine.price.Price;

/**
 * Whether what is held for a running reply still pays for what comes next. Pure.
 *
 * @param enough whether it does
 * @param credits what to ask for in all where it does not; what is held where more will not be asked for
 */
record Growth(boolean enough, long credits) {
    /** Tokens that must still be paid for: some sentences, so that the ledger has answered before they are spoken. */
    private static final long MARGIN = 64;

    /** How far beyond the longest answer a reply may grow, since our count of tokens is not the provider's. */
    private static final int LENIENCE = 2;

    /** How a round ends whose reply would not. */
    static final End TOO_LONG = new End(Ending.LIMIT, "credits", "the reply has had its length");

    /** What a step with tools stands on: tokens of all prompts and of all that was said before, and its longest answer. */
    record Base(long input, long said, int answer) {}

    /** Looks after a sentence of a turn's first step. */
    static Growth after(OpenTurn open, @Nullable Figures figures, ConversationSettings settings) {
        return after(open, figures, settings, null);
    }

    /** Looks after a sentence. */
    static Growth after(OpenTurn open, @Nullable Figures figures, ConversationSettings settings, @Nullable Base step) {
        Price price = open.price();
        Brief brief = open.brief();
        Growth none = new Growth(true, open.credits());
        if (price == null || brief == null || figures == null || !price.byTokens()) return none;
        Base base = step == null ? new Base(brief.input(), 0, brief.answer()) : step;
        long said = figures.tokens() - base.said;
        long longest = base.answer < settings.maxTokens() ? base.answer : (long) base.answer * LENIENCE;
        long coming = said <= base.answer ? Math.min(said + MARGIN, base.answer) : said + MARGIN;
        if (price.most(base.input, base.said + coming) <= open.credits()) return none;
        long more = price.most(base.input, base.said + Math.min(longest, said + settings.heldTokens()));
        return new Growth(false, Math.max(open.credits(), more));
    }
}
