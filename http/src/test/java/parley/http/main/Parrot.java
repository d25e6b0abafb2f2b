package parley.http.main;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.engine.user.Users;

/**
 * A model that does as the last line says: {@code break} after a sentence, be {@code down}, hold a {@code duet} whose second
 * half waits until the first was heard, {@code linger} until it is stopped, be {@code late}, speak in {@code pieces}, or so
 * {@code hoarse} that nobody ever hears the first of it; else it says that it heard it. Remembers what it was asked.
 */
final class Parrot implements Furnishing {
    /** A terminal's colours, half of a character, and line ends of JavaScript, cut where it hurts. */
    static final List<String> PIECES = List.of(
            "Re",
            "d: \u001b",
            "[31m\u0000",
            "ok. ",
            "Smile \ud83d",
            "\ude00 ",
            "a\u2028b",
            " \u0007<b>I'm & \"you\"</b>.");

    private static final Duration LATER = Duration.ofMillis(300);

    private final List<Prompt> asked = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Sound> heard = new CompletableFuture<>();
    private @Nullable Users users;

    /** What it was asked, oldest first. */
    List<Prompt> asked() {
        return asked;
    }

    Prompt last() {
        return asked.getLast();
    }

    /** The users of the house that it lives in. */
    Users users() {
        return Objects.requireNonNull(users);
    }

    @Override
    public Users users(Users sharded) {
        users = sharded;
        return sharded;
    }

    @Override
    public ChatModels models(ChatModels found) {
        return new ChatModels() {
            @Override
            public List<ModelInfo> offered() {
                return found.offered();
            }

            @Override
            public ModelInfo info(ModelRef model) {
                return found.info(model);
            }

            @Override
            public ChatModel open(ModelRef model) {
                return Parrot.this::answer;
            }
        };
    }

    private Source<Chunk, NotUsed> answer(Prompt prompt) {
        asked.add(prompt);
        String line = prompt.lines().getLast().text();
        return switch (line.substring(line.lastIndexOf(' ') + 1)) {
            case "down" -> Source.failed(new ModelFailure.Unreachable("nobody answers there"));
            case "break" ->
                said(List.of("One", " sentence. ", "And ha"))
                        .concat(Source.single(0).initialDelay(LATER).map(_ -> {
                            throw new ModelFailure.CutOff("the model broke off");
                        }));
            case "duet" ->
                said(List.of("The first", " half is heard. ", "Then "))
                        .concat(Source.completionStage(heard)
                                .initialDelay(LATER)
                                .mapConcat(_ -> List.of(new Chunk.Text("the second half is said."), finished())));
            case "hoarse" ->
                said(List.of("You cannot hear me. ", "But read me."))
                        .concat(Source.single(finished()).initialDelay(LATER));
            case "late" ->
                Source.<Chunk>from(List.of(new Chunk.Text("Here I am."), finished()))
                        .initialDelay(LATER);
            case "linger" -> said(List.of("I stay", " here. ", "Until")).concat(Source.maybe());
            case "pieces" -> said(PIECES).concat(Source.single(finished()));
            default -> said(List.of("I heard: ", line, ". ", "Go on.")).concat(Source.single(finished()));
        };
    }

    private static Source<Chunk, NotUsed> said(List<String> texts) {
        return Source.from(texts).map(Chunk.Text::new);
    }

    private static Chunk finished() {
        return new Chunk.Finished(Chunk.Reason.STOP, new Usage(30, 12, false));
    }

    @Override
    public Speaker speaker(Speaker opened) {
        return new Speaker() {
            @Override
            public CompletionStage<Sound> say(String sentence, Voice voice) {
                if (sentence.startsWith("You cannot hear")) return new CompletableFuture<>();
                CompletionStage<Sound> said = opened.say(sentence, voice);
                if (sentence.startsWith("The first half")) said.thenAccept(heard::complete);
                return said;
            }

            @Override
            public List<VoiceInfo> voices() {
                return opened.voices();
            }
        };
    }
}
