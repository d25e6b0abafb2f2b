package parley.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.persistence.Store;

/** Tests that run on each database in turn, each test on an actor of its own. */
@ParameterizedClass
@EnumSource(Store.class)
abstract class OnEveryStore {
    @SuppressWarnings("NullAway.Init")
    static Archive archive;

    final String id = "Test|" + UUID.randomUUID();

    OnEveryStore(Store store) {
        assertThat(store.name()).isEqualTo(archive.database().dialect().name());
    }

    @BeforeParameterizedClassInvocation
    static void open(Store store) {
        archive = new Archive(store.fresh());
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archive.close();
    }
}
