package parley.persistence.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalatest.tools.Runner;

/** Runs the examinations through ScalaTest's own runner, which prints each question with its answer. */
class TckTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                JournalOnH2.class,
                JournalOnPostgres.class,
                SnapshotStoreOnH2.class,
                SnapshotStoreOnPostgres.class
            })
    void passes_the_examination(Class<?> examination) {
        boolean passed = Runner.run(new String[] {"-s", examination.getName(), "-oW", "-R", "target/test-classes"});

        assertThat(passed).isTrue();
    }
}
