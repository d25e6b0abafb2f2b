package parley.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import parley.engine.kernel.Refusal;

class ConnectionKeyTest {
    private static final String ACCOUNT = """
        {
          "type": "service_account",
          "client_email": "speaker@example.iam.gserviceaccount.com"
        }
        """;

    @Test
    void a_service_account_is_a_key() {
        assertThat(ConnectionKey.in(ACCOUNT).orElseThrow().reveal()).isEqualTo(ACCOUNT.strip());
        assertThat(ConnectionKey.in(ACCOUNT).orElseThrow().toString()).doesNotContain("speaker");
    }

    @Test
    void other_json_is_none_and_neither_is_an_account_beyond_all_measure() {
        for (String no : new String[] {
            "{\"type\":\"authorized_user\"}",
            "{}",
            "{\"type\":\"service_account\"",
            ACCOUNT + " ".repeat(10) + "x",
            "{\"type\":\"service_account\",\"more\":\"" + "x".repeat(8200) + "\"}"
        }) assertThatThrownBy(() -> ConnectionKey.in(no)).as(no).isInstanceOf(Refusal.class);
    }
}
