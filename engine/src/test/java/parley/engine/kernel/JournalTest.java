package parley.engine.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.NotSerializableException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.engine.agent.Agent;
import parley.engine.conversation.ConversationEvent;

/** Pins how every event and snapshot is written, so that a journal of today is readable for ever. */
class JournalTest {
    private static final JournalJson JOURNAL = JournalJson.from(ConfigFactory.load());
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    static SortedSet<String> files() throws Exception {
        try (Stream<Path> files = Files.list(goldenFiles())) {
            return files.map(it -> it.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** A file is named for its type; one of a later shape says after another dot what has grown. */
    private static String type(String file) {
        return JOURNAL.names().contains(file) ? file : file.substring(0, file.lastIndexOf('.'));
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_type_is_read_and_written_as_its_golden_file_says(String file) throws Exception {
        String golden = Files.readString(goldenFiles().resolve(file + ".json"));
        String name = type(file);
        Journaled thing = JOURNAL.read(name, golden.getBytes(UTF_8));
        assertThat(new String(JournalJson.write(thing), UTF_8) + "\n").isEqualTo(golden);
        assertThat(JournalJson.name(thing.getClass())).isEqualTo(name);
    }

    @Test
    void no_type_that_was_ever_written_is_forgotten() throws Exception {
        assertThat(files().stream().map(JournalTest::type).distinct())
                .containsExactlyInAnyOrderElementsOf(JOURNAL.names());
    }

    @Test
    void a_reader_skips_what_it_does_not_know() throws Exception {
        byte[] newer = "{\"at\":\"2026-11-21T12:00:00Z\",\"why\":\"tired\"}".getBytes(UTF_8);
        assertThat(JOURNAL.read("agent.retired", newer)).isEqualTo(new Agent.Retired(NOON));
    }

    @Test
    void a_name_that_nobody_knows_is_named_in_the_failure() {
        assertThatThrownBy(() -> JOURNAL.read("agent.exploded", "{}".getBytes(UTF_8)))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("'agent.exploded'");
    }

    @Test
    void two_types_of_one_name_are_refused() {
        assertThatThrownBy(() -> JournalJson.of(Agent.Event.class, Impostor.class))
                .hasMessageContaining("share a journal name");
    }

    @Test
    void a_type_without_a_name_is_refused() {
        assertThatThrownBy(() -> JournalJson.of(Nameless.class)).hasMessageContaining("@JsonTypeName");
    }

    @Test
    void pekko_keeps_events_under_their_stable_names() throws IOException {
        ActorTestKit actors = ActorTestKit.create(
                ConfigFactory.parseString("pekko.actor.provider = local").withFallback(ConfigFactory.load()));
        try {
            Serialization serialization = SerializationExtension.get(actors.system());
            ConversationEvent.Deleted event = new ConversationEvent.Deleted(NOON);
            byte[] bytes = serialization.serialize(event).get();
            String manifest = Serializers.manifestFor(serialization.findSerializerFor(event), event);
            assertThat(manifest).isEqualTo("conversation.deleted");
            assertThat(new String(bytes, UTF_8)).isEqualTo("{\"at\":\"2026-11-21T12:00:00Z\"}");
            assertThat(serialization.deserialize(bytes, 7301, manifest).get()).isEqualTo(event);
            assertThatThrownBy(() -> serialization.serialize(new Stranger()).get())
                    .hasMessageContaining("belongs to no family");
        } finally {
            actors.shutdownTestKit();
        }
    }

    private static Path goldenFiles() throws Exception {
        URI directory = JournalTest.class.getResource("/journal").toURI();
        return Path.of(directory);
    }

    @JsonTypeName("agent.retired")
    private record Impostor() implements Journaled {}

    private record Nameless() implements Journaled {}

    @JsonTypeName("stranger")
    private record Stranger() implements Journaled {}
}
