package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final int LONGEST_FILE = 300;
    private static final Rules RULES = new Rules("parley");
    private static final Map<String, Set<String>> ROOMS = Checkout.rooms();
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("parley");

    /** A small house in the test sources with one of each fault. */
    private static final Rules PLANTED_RULES = new Rules("parley.http.main.planted");

    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("parley.http.main.planted");

    private static boolean finds(ArchRule rule, String fault) {
        return rule.evaluate(PLANTED).getFailureReport().getDetails().stream().anyMatch(it -> it.contains(fault));
    }

    @Test
    void every_room_uses_only_its_doors() {
        assertThat(ROOMS).isNotEmpty();
        ROOMS.forEach((room, doors) -> RULES.usesOnlyItsDoors(room, doors).check(HOUSE));
        assertThat(finds(PLANTED_RULES.usesOnlyItsDoors("engine", Set.of()), "Intruder"))
                .isTrue();
        assertThat(finds(PLANTED_RULES.usesOnlyItsDoors("engine", Set.of("shed")), "Intruder"))
                .isFalse();
    }

    @Test
    void every_door_leads_to_a_room_and_none_leads_back() {
        ROOMS.forEach((room, doors) -> {
            assertThat(ROOMS.keySet()).containsAll(doors);
            doors.forEach(it -> assertThat(ROOMS.get(it)).doesNotContain(room));
        });
    }

    @Test
    void every_class_lives_in_a_room() {
        RULES.everyClassLivesInARoom(ROOMS).check(HOUSE);
        assertThat(finds(PLANTED_RULES.everyClassLivesInARoom(Map.of("engine", Set.of())), "Shed"))
                .isTrue();
    }

    @Test
    void every_room_is_null_marked() {
        RULES.everyRoomIsNullMarked().check(HOUSE);
        assertThat(finds(PLANTED_RULES.everyRoomIsNullMarked(), "planted.shed")).isTrue();
    }

    @Test
    void the_engine_speaks_no_http_and_no_sql() {
        RULES.engineSpeaksNoHttpAndNoSql().check(HOUSE);
        assertThat(finds(PLANTED_RULES.engineSpeaksNoHttpAndNoSql(), "java.sql.Connection"))
                .isTrue();
    }

    @Test
    void messages_and_events_are_values() {
        RULES.messagesAndEventsAreValues().check(HOUSE);
        assertThat(finds(PLANTED_RULES.messagesAndEventsAreValues(), "Intruder"))
                .isTrue();
    }

    @Test
    void nobody_encrypts_tokens() {
        RULES.nobodyEncryptsTokens().check(HOUSE);
        assertThat(finds(PLANTED_RULES.nobodyEncryptsTokens(), "setEncryptionConfigurations"))
                .isTrue();
    }

    @Test
    void no_file_is_longer_than_a_reader_can_hold() {
        List<Path> sources = Checkout.sources();

        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(sources.stream().filter(it -> isTooLong(Checkout.read(it)))).isEmpty();
        assertThat(isTooLong("\n".repeat(LONGEST_FILE + 1))).isTrue();
    }

    private static boolean isTooLong(String source) {
        return source.lines().count() > LONGEST_FILE;
    }
}
