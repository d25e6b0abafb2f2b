package parley.http.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.optionalHeaderValueByName;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Cursor;
import parley.engine.conversation.FeedEvent;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.edge.EventBytes;
import parley.http.edge.Sse;

/** Plays a conversation again at its own pace from the journal alone; sound is told by address. */
final class ReplayRoute implements RoomRoute {
    private static final double SLOWEST = 0.1;
    private static final double FASTEST = 100;
    private static final String INSTANT = "instant";

    private final Conversations conversations;
    private final Places places;
    private final Sse sse;

    ReplayRoute(Conversations conversations, Places places, Sse sse) {
        this.conversations = conversations;
        this.places = places;
        this.sse = sse;
    }

    // GET /api/v1/conversations/{conversation}/replay
    @Override
    public Route in(UserId user, ConversationId id) {
        return path(
                "replay",
                () -> get(() -> parameterOptional(
                        "speed",
                        speed -> parameterOptional(
                                "from",
                                from -> optionalHeaderValueByName(
                                        Viewing.LAST_SEEN,
                                        last -> completeWithFuture(
                                                played(user, id, pace(speed), Places.cursor(from.or(() -> last)))))))));
    }

    private CompletionStage<HttpResponse> played(UserId user, ConversationId id, Pace pace, Optional<Cursor> from) {
        return places.reached(user, id, conversations.history(id, user, from.orElse(Cursor.START), 0))
                .thenApply(events -> sse.response(events.via(pace.flow()), new Frames(id)));
    }

    private static Pace pace(Optional<String> speed) {
        if (speed.isEmpty()) return Pace.AS_IT_WAS;
        if (speed.get().equals(INSTANT)) return Pace.INSTANT;
        try {
            double times = Double.parseDouble(speed.get());
            if (times >= SLOWEST && times <= FASTEST) return new Pace(times);
        } catch (NumberFormatException strange) {
            throw notASpeed();
        }
        throw notASpeed();
    }

    private static Refusal notASpeed() {
        return Refusal.invalid("speed must be 0.1 to 100, or " + INSTANT);
    }

    /** The usual frames, and after each voiced sentence the address of its sound. */
    private record Frames(ConversationId id) implements Sse.Frames<FeedEvent> {
        private static final ConversationFrames USUAL = new ConversationFrames();
        private static final byte[] SOUND = "event: sound\ndata: {\"turn\":".getBytes(US_ASCII);
        private static final byte[] INDEX = ",\"index\":".getBytes(US_ASCII);
        private static final byte[] ADDRESS = ",\"address\":\"".getBytes(US_ASCII);
        private static final byte[] CLOSE = "\"}\n\n".getBytes(US_ASCII);

        @Override
        public void write(FeedEvent event, EventBytes out) {
            USUAL.write(event, out);
            if (event instanceof FeedEvent.Recorded it && it.event() instanceof ConversationEvent.SentenceVoiced voiced)
                sound(voiced, out);
        }

        private void sound(ConversationEvent.SentenceVoiced voiced, EventBytes out) {
            out.raw(SOUND).number(voiced.turn()).raw(INDEX).number(voiced.index());
            out.raw(ADDRESS)
                    .ascii(SoundRoute.address(id, voiced.turn(), voiced.index()))
                    .raw(CLOSE);
        }

        @Override
        public long weight(FeedEvent event) {
            return USUAL.weight(event);
        }
    }
}
