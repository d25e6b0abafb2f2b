package parley.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {
    private static final Path FOLDER = Path.of("src/main/resources/db/migration");
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__\\w+\\.sql");

    /** From here on servers of two versions may use one database. */
    private static final int FIRST = 13;

    static Stream<Path> migrations() throws IOException {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.filter(MigrationsTest::bound).toList().stream();
        }
    }

    private static boolean bound(Path file) {
        Matcher version = VERSION.matcher(file.getFileName().toString());
        return version.matches() && Integer.parseInt(version.group(1)) >= FIRST;
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void a_migration_harms_no_older_server_that_is_still_at_work(Path file) throws IOException {
        assertThat(Rolling.harm(Files.readString(file))).isEmpty();
    }

    @Test
    void there_are_migrations_to_look_at() throws IOException {
        assertThat(migrations()).isNotEmpty();
    }

    @Test
    void both_databases_have_the_same_versions_from_there_on() throws IOException {
        List<String> names = migrations().map(it -> it.getFileName().toString()).toList();

        assertThat(names).allMatch(it -> names.stream().filter(it::equals).count() == 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE agent;",
                "drop index agent_owner_idx;",
                "ALTER TABLE agent DROP COLUMN owner;",
                "ALTER TABLE agent RENAME COLUMN owner TO keeper;",
                "ALTER TABLE agent RENAME TO agents;",
                "ALTER TABLE agent ALTER COLUMN owner TYPE text;",
                "ALTER TABLE agent ALTER COLUMN owner SET DATA TYPE text;",
                "ALTER TABLE agent ALTER COLUMN owner SET NOT NULL;",
                "ALTER TABLE agent ADD COLUMN colour text NOT NULL;",
                "ALTER TABLE agent ADD COLUMN made timestamp NOT NULL DEFAULT clock_timestamp();",
                "ALTER TABLE agent ADD CONSTRAINT one UNIQUE (owner);",
                "ALTER TABLE agent ADD CONSTRAINT old CHECK (created_at > 0);",
                "CREATE INDEX agent_name_idx ON agent (name);",
                "CREATE UNIQUE INDEX agent_name_idx ON agent (name);",
                "TRUNCATE agent;",
                "LOCK TABLE agent;",
                "UPDATE agent SET retired = FALSE;",
                "DELETE FROM agent;",
                "VACUUM FULL agent;",
                "CREATE TRIGGER t BEFORE INSERT ON agent EXECUTE FUNCTION f();",
                "CREATE TABLE fresh (id text); CREATE INDEX i ON agent (id);"
            })
    void says_no_to_what_would_stop_or_break_them(String sql) {
        assertThat(Rolling.harm(sql)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- DROP TABLE agent;\nCREATE TABLE fresh (id text PRIMARY KEY, at bigint NOT NULL);",
                "CREATE TABLE \"fresh\" (\"id\" text); CREATE INDEX fresh_idx ON \"fresh\" (\"id\");",
                "ALTER TABLE agent ADD COLUMN colour text;",
                "ALTER TABLE agent ADD COLUMN colour text NOT NULL DEFAULT 'red';",
                "ALTER TABLE agent ADD COLUMN number bigint DEFAULT 0 NOT NULL;",
                "ALTER TABLE agent ADD CONSTRAINT old CHECK (created_at > 0) NOT VALID;",
                "CREATE INDEX CONCURRENTLY IF NOT EXISTS agent_name_idx ON agent (name);",
                "INSERT INTO fresh VALUES ('; DROP TABLE agent;');"
            })
    void lets_pass_what_they_do_not_notice(String sql) {
        assertThat(Rolling.harm(sql)).isEmpty();
    }
}
