package parley.http.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Wav;
import parley.http.voice.mary.MarySpeaker;
import parley.http.voice.program.Programs;
import parley.http.voice.remote.Servers;

/**
 * All voices behind one door. A name that its engine does not know is said by the engine's first voice, an engine nobody
 * knows by the first engine, and {@link Voice#NONE} by nobody.
 */
public final class VoiceBox implements Speaker, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VoiceBox.class);
    private static final VoiceInfo SILENCE = new VoiceInfo(Voice.NONE, "No voice", "und");

    private final Speaker chain;
    private final List<Runnable> closed;

    VoiceBox(List<VoiceChain.Link> links, List<Runnable> closed) {
        this.chain = new VoiceChain(links);
        this.closed = List.copyOf(closed);
    }

    /** A box without a voice in it. */
    public static VoiceBox silent() {
        return new VoiceBox(List.of(), List.of());
    }

    /**
     * Opens the engines that are there: the operator's own servers, Piper, Mary, the other programs of this machine, and
     * the services with a key, which never step in for others. They warm up in the background.
     */
    public static VoiceBox open(VoiceSettings settings, ClassicActorSystemProvider system) {
        if (!settings.enabled()) return silent();
        Opening opening = new Opening(settings, system.classicSystem());
        Servers.own(settings.servers(), system).forEach((engine, it) -> opening.elsewhere(engine, it, true));
        Map<String, Speaker> programs = Programs.found(settings.programs());
        Optional.ofNullable(programs.remove(Programs.PIPER)).ifPresent(it -> opening.here(Programs.PIPER, it));
        if (settings.workers() > 0) {
            MarySpeaker mary = new MarySpeaker(settings.workers(), settings.queue(), settings.timeout());
            opening.closed.add(mary::close);
            opening.here(MarySpeaker.ENGINE, mary);
        }
        programs.forEach(opening::here);
        Servers.services(settings.servers(), system).forEach((engine, it) -> opening.elsewhere(engine, it, false));
        LOG.info(
                "Voices are on offer of {}",
                opening.links.stream().map(VoiceChain.Link::engine).toList());
        return new VoiceBox(opening.links, opening.closed);
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        return voice.engine().equals(Voice.NONE.engine()) || chain.voices().isEmpty()
                ? CompletableFuture.completedFuture(Wav.silence())
                : chain.say(sentence, voice);
    }

    @Override
    public List<VoiceInfo> voices() {
        return Stream.concat(chain.voices().stream(), Stream.of(SILENCE)).toList();
    }

    @Override
    public void close() {
        closed.forEach(Runnable::run);
    }

    /** The chain while it is put together: each engine remembers what it said, and is guarded where it has to speak. */
    private static final class Opening {
        private final VoiceSettings settings;
        private final ActorSystem system;
        private final Optional<KeptSounds> sounds;
        private final List<VoiceChain.Link> links = new ArrayList<>();
        private final List<Runnable> closed = new ArrayList<>();

        Opening(VoiceSettings settings, ActorSystem system) {
            this.settings = settings;
            this.system = system;
            this.sounds = settings.keptBytes() > 0
                    ? Optional.of(new KeptSounds(settings.sounds(), settings.keptBytes()))
                    : Optional.empty();
        }

        void here(String engine, Speaker speaker) {
            add(engine, speaker, settings.here(), "", true);
        }

        void elsewhere(String engine, Speaker speaker, boolean stepsIn) {
            add(engine, speaker, settings.elsewhere(), settings.servers().edition(engine), stepsIn);
        }

        private void add(
                String engine, Speaker speaker, GuardedSpeaker.Bounds bounds, String edition, boolean stepsIn) {
            Speaker guarded = new GuardedSpeaker(engine, speaker, bounds, system);
            Speaker remembering = sounds.<Speaker>map(it -> new RememberingSpeaker(guarded, edition, it))
                    .orElse(guarded);
            links.add(new VoiceChain.Link(engine, remembering, stepsIn));
        }
    }
}
