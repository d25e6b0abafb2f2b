package parley.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSecretTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    @Test
    void is_made_once_and_kept() {
        Path data = directory.resolve("data");

        assertThat(TokenSecret.keptIn(data).bytes())
                .hasSize(32)
                .isEqualTo(TokenSecret.keptIn(data).bytes());
        assertThat(TokenSecret.keptIn(directory.resolve("other")).bytes())
                .isNotEqualTo(TokenSecret.keptIn(data).bytes());
    }

    @Test
    void is_readable_by_its_owner_alone() throws IOException {
        TokenSecret.keptIn(directory);

        assertThat(Files.getPosixFilePermissions(directory.resolve("jwt.secret")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void is_refused_where_it_is_short() {
        assertThatThrownBy(() -> TokenSecret.configured("short")).hasMessageContaining("at least 32 bytes");
    }

    @Test
    void prints_as_dots() {
        assertThat(TokenSecret.configured("0123456789abcdef0123456789abcdef")).hasToString("•••");
    }
}
