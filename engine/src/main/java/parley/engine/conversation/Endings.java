package parley.engine.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.kernel.Refusal;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;
import parley.engine.price.Price;

/** How turns and rounds end, and at what cost. */
record Endings(Engines engines) {

    /** The running turn fails and its round with it. */
    List<ConversationEvent> failed(
            Transcript transcript, List<ConversationEvent> before, String code, String reason, Instant now) {
        return failed(transcript, before, code, reason, Usage.NONE, now);
    }

    /** The same after the model was of some use, which is wasted. */
    List<ConversationEvent> failed(
            Transcript transcript,
            List<ConversationEvent> before,
            String code,
            String reason,
            Usage lost,
            Instant now) {
        OpenTurn open = transcript.openTurn().orElseThrow();
        List<ConversationEvent> events = new ArrayList<>(before);
        long wasted = lost.outputTokens() == 0 ? 0 : cost(open, lost);
        events.addAll(Uses.stopped(open, now));
        events.add(new ConversationEvent.TurnFailed(open.turn(), open.attempt(), code, reason, wasted, now));
        events.addAll(over(transcript, new End(Ending.FAILED, null, reason), now));
        return events;
    }

    /** The running turn, if any, and its round stop; what was spoken is paid for. */
    List<ConversationEvent> stopped(Transcript transcript, Usage usage, End end, Instant now) {
        List<ConversationEvent> events = new ArrayList<>();
        transcript.openTurn().ifPresent(open -> events.addAll(stopped(open, usage, end.reason(), now)));
        if (transcript.round().running()) events.addAll(over(transcript, end, now));
        return events;
    }

    /** The running turn stops; what was written of it is paid for. */
    static List<ConversationEvent> stopped(OpenTurn open, Usage usage, @Nullable String reason, Instant now) {
        long credits = usage.outputTokens() == 0 ? 0 : cost(open, usage);
        List<ConversationEvent> events = new ArrayList<>(Uses.stopped(open, now));
        events.add(new ConversationEvent.TurnStopped(
                open.turn(), open.attempt(), usage, credits, hash(open.text()), reason, now));
        return events;
    }

    /**
     * The round ends, and with it the next one begins where a message waits: in one write, so that none is lost. After
     * a stop they are all said and left unanswered.
     */
    List<ConversationEvent> over(Transcript transcript, End end, Instant now) {
        int round = transcript.round().number();
        List<ConversationEvent> events = new ArrayList<>();
        Tab.OpenQuestion question = transcript.tab().question();
        if (question != null)
            events.add(new ConversationEvent.QuestionDropped(question.question(), "the round has ended", now));
        events.add(new ConversationEvent.RoundEnded(round, end.ending(), end.limit(), end.reason(), now));
        if (end.ending() == Ending.STOPPED) transcript.queue().forEach(it -> events.add(said(it, now)));
        else if (!transcript.queue().isEmpty())
            events.addAll(next(transcript.round(), transcript.queue().getFirst(), now));
        return events;
    }

    /** A message that waited begins a round; the one that it rolls back leaves the chosen branch. */
    private static List<ConversationEvent> next(Round before, Transcript.Queued waiting, Instant now) {
        List<ConversationEvent> events = new ArrayList<>();
        if (waiting.how() == WhenBusy.ROLL_BACK)
            events.add(new ConversationEvent.HeadMoved(before.base(), Move.ROLLED_BACK, now));
        events.add(said(waiting, now));
        events.add(new ConversationEvent.RoundStarted(before.number() + 1, waiting.turns(), now));
        return events;
    }

    private static ConversationEvent said(Transcript.Queued it, Instant now) {
        return new ConversationEvent.MessageSaid(it.message(), it.author(), it.text(), now);
    }

    /** The running turn is whole; the user pays once for the text that stands, whichever attempts wrote it. */
    ConversationEvent completed(OpenTurn open, Chunk.Finished end, int prefilled, Instant now) {
        Usage said = end.usage();
        Usage whole = prefilled == 0
                ? said
                : new Usage(
                        said.inputTokens(),
                        said.outputTokens() + Usage.estimate(0, prefilled).outputTokens(),
                        true);
        return new ConversationEvent.TurnCompleted(
                open.turn(), open.attempt(), end.reason(), whole, cost(open, whole), hash(open.text()), now);
    }

    /** What a use of the running turn's model costs; never more than is held. */
    static long cost(OpenTurn open, Usage usage) {
        Price price = open.price();
        return price == null ? 0 : Math.min(open.credits(), price.cost(usage));
    }

    Optional<ModelInfo> known(ModelRef model) {
        try {
            return Optional.of(engines.models().info(model));
        } catch (Refusal gone) {
            return Optional.empty();
        }
    }

    /** SHA-256 of a text in UTF-8, as hexadecimal. */
    static String hash(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
