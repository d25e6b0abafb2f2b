package parley.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.Secret;

class AddressTest {
    @Test
    void reads_the_form_that_hosting_platforms_hand_out() {
        Address address = of("postgres://ann:p%40ss%3A%2B+word@db.example:6432/parley?sslmode=require");

        assertThat(address.url()).isEqualTo("jdbc:postgresql://db.example:6432/parley?sslmode=require");
        assertThat(address.user()).isEqualTo("ann");
        assertThat(address.password().reveal()).isEqualTo("p@ss:++word");
    }

    @Test
    void keeps_the_separate_user_where_the_address_names_none() {
        Address address = of("postgresql://db.example/parley");

        assertThat(address.url()).isEqualTo("jdbc:postgresql://db.example/parley");
        assertThat(address.user()).isEqualTo("parley");
    }

    @Test
    void leaves_a_jdbc_address_as_it_is() {
        assertThat(of("jdbc:postgresql://db/parley?user=x").url()).isEqualTo("jdbc:postgresql://db/parley?user=x");
    }

    @Test
    void makes_an_embedded_file_absolute_and_safe() {
        String file = Path.of("data/parley").toAbsolutePath().toString();

        assertThat(of("jdbc:h2:file:data/parley").url())
                .isEqualTo("jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        assertThat(of("jdbc:h2:file:/x/parley;WRITE_DELAY=500").url())
                .isEqualTo("jdbc:h2:file:/x/parley;WRITE_DELAY=500;DB_CLOSE_ON_EXIT=FALSE");
    }

    @Test
    void shows_no_password_in_messages() {
        assertThat(of("jdbc:postgresql://db/parley?user=x&password=secret").place())
                .isEqualTo("jdbc:postgresql://db/parley");
    }

    private static Address of(String url) {
        return Address.of(url, "parley", new Secret("hidden"));
    }
}
