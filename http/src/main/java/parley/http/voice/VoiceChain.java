package parley.http.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/**
 * Engines one behind the other. A sentence is said by the voice that is asked for, unless that voice does not speak its
 * language and another one does; when an engine fails, the next one that speaks the language tries. When none is left,
 * the first failure is told. A sentence that is given up is given up by the engine that is at it.
 */
final class VoiceChain implements Speaker {
    private static final Logger LOG = LoggerFactory.getLogger(VoiceChain.class);

    private final List<Link> links;

    VoiceChain(List<Link> links) {
        this.links = List.copyOf(links);
    }

    /** An engine in the chain; {@code steps in} where another one fails, or only when it is asked for. */
    record Link(String engine, Speaker speaker, boolean stepsIn) {}

    private record Attempt(Link link, Voice voice) {}

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        if (links.isEmpty()) return CompletableFuture.failedFuture(new SpeechFailure("there is no voice"));
        Saying saying = new Saying(sentence, attempts(sentence, voice), new CompletableFuture<>());
        saying.attempt(0, null);
        return saying.said;
    }

    @Override
    public List<VoiceInfo> voices() {
        return links.stream().flatMap(it -> it.speaker.voices().stream()).toList();
    }

    /** A sentence on its way along the chain. Given up, it is taken back from the engine that has it and goes no further. */
    private record Saying(String sentence, List<Attempt> attempts, CompletableFuture<Sound> said) {

        void attempt(int at, @Nullable Throwable first) {
            Attempt attempt = attempts.get(at);
            CompletableFuture<Sound> asked =
                    attempt.link.speaker.say(sentence, attempt.voice).toCompletableFuture();
            CompletionStage<Sound> over = said;
            over.whenComplete((_, _) -> asked.cancel(true));
            CompletionStage<Sound> answer = asked;
            answer.whenComplete((sound, failure) -> {
                if (failure == null) said.complete(sound);
                else if (!said.isDone()) failed(at, first == null ? reason(failure) : first, reason(failure));
            });
        }

        private void failed(int at, Throwable first, Throwable reason) {
            if (at + 1 == attempts.size()) {
                said.completeExceptionally(first);
                return;
            }
            LOG.info(
                    "{}; {} speaks instead",
                    reason.getMessage(),
                    attempts.get(at + 1).voice.plain());
            attempt(at + 1, first);
        }
    }

    private List<Attempt> attempts(String sentence, Voice voice) {
        Link asked = links.stream()
                .filter(it -> it.engine.equals(voice.engine()))
                .findFirst()
                .orElse(links.getFirst());
        VoiceInfo info = known(voice, asked.speaker.voices());
        Language text = Language.of(sentence, voice.manner().language());
        Voice first = info.voice().in(voice.manner());
        List<Attempt> attempts = new ArrayList<>();
        if (!text.suits(info.language()))
            Stream.concat(Stream.of(asked), others(asked)).forEach(it -> add(it, text, voice, attempts));
        if (attempts.stream().noneMatch(it -> it.voice.equals(first))) attempts.add(new Attempt(asked, first));
        if (text.suits(info.language())) {
            Language language = text.isKnown() ? text : Language.ofVoice(info.language());
            others(asked).forEach(it -> add(it, language, voice, attempts));
        }
        return attempts;
    }

    private Stream<Link> others(Link asked) {
        return links.stream().filter(it -> !it.engine.equals(asked.engine) && it.stepsIn);
    }

    private static void add(Link link, Language language, Voice instead, List<Attempt> attempts) {
        voice(link, language, instead).ifPresent(it -> attempts.add(new Attempt(link, it.in(instead.manner()))));
    }

    /** Different voices are stood in for by different voices, as far as there are enough of the likeliest language. */
    private static Optional<Voice> voice(Link link, Language language, Voice instead) {
        List<VoiceInfo> suited = link.speaker.voices().stream()
                .filter(it -> language.suits(it.language()))
                .toList();
        List<Voice> likeliest = suited.stream()
                .filter(it -> it.language().equals(likeliest(suited, language)))
                .map(VoiceInfo::voice)
                .toList();
        return likeliest.isEmpty()
                ? Optional.empty()
                : Optional.of(likeliest.get(Math.floorMod(instead.name().hashCode(), likeliest.size())));
    }

    private static String likeliest(List<VoiceInfo> suited, Language language) {
        return language.candidates().stream()
                .flatMap(candidate ->
                        suited.stream().map(VoiceInfo::language).filter(new Language(List.of(candidate))::suits))
                .findFirst()
                .orElse(suited.isEmpty() ? "" : suited.getFirst().language());
    }

    private static VoiceInfo known(Voice voice, List<VoiceInfo> offered) {
        return offered.stream()
                .filter(it -> it.voice().equals(voice.plain()))
                .findFirst()
                .orElse(offered.getFirst());
    }

    private static Throwable reason(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
