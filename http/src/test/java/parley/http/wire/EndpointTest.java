package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.kernel.Secret;
import parley.engine.llm.ModelFailure;

class EndpointTest {
    @ParameterizedTest
    @ValueSource(strings = {"sk-line\r\nX-Evil: 1", "sk with space", "schlüssel", "sk\u0000"})
    void a_key_that_no_header_can_hold_is_not_sent_and_not_told(String key) {
        Endpoint endpoint = endpoint("http://127.0.0.1:1/v1", key);

        assertThatThrownBy(() -> endpoint.authorized(HttpRequest.GET("/")))
                .isInstanceOf(ModelFailure.Unauthorized.class)
                .message()
                .doesNotContain(key);
        assertThatThrownBy(() -> endpoint.authorized(HttpRequest.GET("/"), "x-api-key"))
                .isInstanceOf(ModelFailure.Unauthorized.class);
    }

    @Test
    void paths_are_below_the_base_and_what_it_asks_for_behind_its_question_mark_stays() {
        assertThat(endpoint("http://h/v1/", "k").below("/models")).isEqualTo("/v1/models");
        assertThat(endpoint("http://h", "k").below("/models")).isEqualTo("/models");
        assertThat(endpoint("http://h/v1?a=b%20c", "k").below("/models")).isEqualTo("/v1/models?a=b%20c");
        assertThat(endpoint("http://h/v1?a=b", "k").below("/m?alt=sse")).isEqualTo("/v1/m?alt=sse&a=b");
        assertThat(Endpoint.piece("a b/c:d?")).isEqualTo("a%20b%2Fc%3Ad%3F");
    }

    private static Endpoint endpoint(String base, String key) {
        return new Endpoint("test", URI.create(base), Optional.of(new Secret(key)));
    }
}
