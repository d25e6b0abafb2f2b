package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import parley.http.api.Client;

/** A house with agents on connections whose keys nobody may ever see. */
abstract class AgentsHouse extends House {
    static final String CANARY = "sk-canary-0123456789";

    /** What makes an agent of the second era. */
    static String agent(String name, String connection) {
        return "{'name':'%s','prompt':'Serve.','characteristics':'Calm.','connectionId':'%s'}"
                .formatted(name, connection);
    }

    /** A connection whose key is the canary. */
    static String connection(Client owner, String model) {
        return owner.post("/connections", """
            {'name':'Mine','description':'','provider':'openai','model_name':'%s','api_key':'%s','base_url':''}\
            """.formatted(model, CANARY))
                .json()
                .path("id")
                .asText();
    }

    static JsonNode ok(Client.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }
}
