package parley.http.companion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;
import parley.engine.conversation.Rules.WhenBusy;

/**
 * What a visitor wants to be answered.
 *
 * @param past what client and character have said until now, where the client keeps that by itself; else empty
 * @param text what the visitor says
 * @param session the client's name of the talk
 * @param character a character of the visitor's, as it was asked for
 * @param card a character that came along
 * @param systemPrompt who is to answer where nothing else says so; empty where it was not told
 * @param model the model that was asked for
 * @param voiced whether it is to be heard
 * @param whenBusy what becomes of it while something else is being answered
 */
record ChatWish(
        List<Past> past,
        String text,
        String session,
        @Nullable String character,
        @Nullable Card card,
        String systemPrompt,
        @Nullable String model,
        boolean voiced,
        WhenBusy whenBusy) {
    ChatWish {
        past = List.copyOf(past);
    }

    /** Something said before, by the character or else by the visitor. */
    record Past(boolean byCharacter, String text) {}
}
