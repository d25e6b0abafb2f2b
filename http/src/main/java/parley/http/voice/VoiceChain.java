package parley.http.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
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
 * the first failure is told.
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
        List<Attempt> attempts = attempts(sentence, voice);
        return attempt(attempts, 0, sentence);
    }

    @Override
    public List<VoiceInfo> voices() {
        return links.stream().flatMap(it -> it.speaker.voices().stream()).toList();
    }

    private CompletionStage<Sound> attempt(List<Attempt> attempts, int at, String sentence) {
        Attempt attempt = attempts.get(at);
        return attempt.link.speaker.say(sentence, attempt.voice).exceptionallyCompose(failure -> {
            if (at + 1 == attempts.size()) return CompletableFuture.failedFuture(reason(failure));
            LOG.info(
                    "{}; {} speaks instead",
                    reason(failure).getMessage(),
                    attempts.get(at + 1).voice.plain());
            return attempt(attempts, at + 1, sentence)
                    .exceptionallyCompose(_ -> CompletableFuture.failedFuture(reason(failure)));
        });
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
