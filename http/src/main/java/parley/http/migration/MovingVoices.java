package parley.http.migration;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.ConnectionKey;
import parley.engine.connection.Wiring;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.voicing.Delivery;
import parley.engine.voicing.VoiceConnectionId;
import parley.engine.voicing.VoiceProvider;
import parley.engine.voicing.VoiceWiring;
import parley.http.migration.Report.Fate;

/** Users' connections to voices. */
record MovingVoices(Move move, OldKeys keys) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 500;

    void run() {
        try (Origin.Rows rows = move.origin().rows(Kind.VOICE_CONNECTIONS)) {
            for (Fields row = rows.next(); row != null; row = rows.next()) {
                Fields voice = row;
                move.each(Kind.VOICE_CONNECTIONS, voice, () -> moved(voice));
            }
        }
        move.crew().rest();
    }

    private void moved(Fields row) {
        VoiceConnectionId id = new VoiceConnectionId(row.id());
        UserId user = move.owner(row);
        VoiceWiring wiring = new VoiceWiring(
                Texts.cut(row.must("name").strip(), LONGEST_NAME),
                row.text("description")
                        .map(it -> Texts.cut(it, LONGEST_DESCRIPTION))
                        .orElse(""),
                word(VoiceProvider.class, row, "provider", null),
                word(VoiceWiring.Kind.class, row, "provider_type", VoiceWiring.Kind.TTS),
                row.text("voice_id").orElse(null),
                delivery(row),
                base(row, id),
                row.flag(false, "is_cloud_proxy"),
                row.flag(true, "is_active"));
        Optional<Secret> key = key(row, id);
        Step step = new Step(move, Kind.VOICE_CONNECTIONS, id.value(), user.value());
        step.then(() -> move.destination().voice(user, id, wiring, key));
        step.end();
    }

    private static Delivery delivery(Fields row) {
        Delivery usual = Delivery.USUAL;
        return new Delivery(
                number(row, "speed", usual.speed()),
                number(row, "pitch", usual.pitch()),
                number(row, "stability", usual.stability()),
                number(row, "clarity", usual.clarity()),
                word(Delivery.Style.class, row, "style", Delivery.Style.CONVERSATIONAL));
    }

    private static double number(Fields row, String name, double usual) {
        return row.decimal(name).map(it -> it.doubleValue()).orElse(usual);
    }

    private static <E extends Enum<E>> E word(Class<E> words, Fields row, String name, @Nullable E usual) {
        Optional<String> word = row.text(name);
        if (word.isEmpty() && usual != null) return usual;
        try {
            return Enum.valueOf(words, word.orElse("").strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new Misfit("nobody here knows its " + name);
        }
    }

    private @Nullable URI base(Fields row, VoiceConnectionId id) {
        try {
            return row.text("base_url").map(Wiring::address).orElse(null);
        } catch (Refusal no) {
            move.report()
                    .tell(Kind.VOICE_CONNECTIONS, Fate.CHANGED, id.value(), "its base URL is left out: " + no.reason());
            return null;
        }
    }

    private Optional<Secret> key(Fields row, VoiceConnectionId id) {
        try {
            return keys.read(row).flatMap(it -> ConnectionKey.in(it.reveal()));
        } catch (Misfit | Refusal no) {
            String why = no instanceof Misfit it ? it.why() : ((Refusal) no).reason();
            move.report()
                    .tell(Kind.VOICE_CONNECTIONS, Fate.CHANGED, id.value(), "its key has to be entered anew: " + why);
            return Optional.empty();
        }
    }
}
