package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.http.api.Client;

/** The marketplace in the dialect of ChatsParty, with the real engine, journal and lists behind it. */
class PartyMarketTest extends AgentsHouse {
    @Test
    void an_agent_on_offer_is_found_rated_and_taken_and_brings_nothing_of_its_publishers() {
        Client ada = Premises.person(server, "Publisher");
        Client bob = Premises.person(server, "Taker");
        String connection = connection(ada, "secret-model");
        String ann = ada.post("/agents", agent("Ann the Planner", connection))
                .json()
                .path("id")
                .asText();
        String notice =
                "{'agentId':'%s','category':'Planning','tags':['plans','Work'],'description':'Plans.'}".formatted(ann);
        assertThat(bob.get("/marketplace/agents/" + ann).status()).isEqualTo(404);
        assertThat(bob.post("/marketplace/agents/import", "{'agentId':'" + ann + "'}")
                        .status())
                .isEqualTo(404);
        assertThat(bob.post("/marketplace/agents/publish", notice).status()).isEqualTo(404);
        assertThat(ok(ada.post("/api/marketplace/agents/publish", notice))
                        .path("success")
                        .asBoolean())
                .isTrue();

        JsonNode offer = ok(bob.get("/marketplace/agents?tags[]=none&tags[]=work&category=planning&search=PLANNER"))
                .path("agents")
                .path(0);
        assertThat(offer.path("id").asText()).isEqualTo(ann);
        assertThat(offer.path("rating").isNumber()).isTrue();
        assertThat(offer.at("/user/name").asText()).isEqualTo("Publisher");
        assertThat(offer.at("/user/id").asText()).isNotEmpty();
        assertThat(bob.get("/marketplace/agents/" + ann).body())
                .doesNotContain(connection, "secret-model", "@example.com", "Serve.");
        assertThat(ok(bob.get("/marketplace/agents?minRating=1&category=Planning"))
                        .path("agents"))
                .isEmpty();

        JsonNode rated =
                ok(bob.post("/marketplace/agents/rate", "{'agentId':'" + ann + "','rating':4,'review':'Good'}"));
        assertThat(rated.at("/rating/rating").asInt()).isEqualTo(4);
        assertThat(rated.at("/rating/createdAt").asText()).isNotEmpty();
        ok(bob.post("/marketplace/agents/rate", "{'agentId':'" + ann + "','rating':2}"));
        assertThat(ada.post("/marketplace/agents/rate", "{'agentId':'" + ann + "','rating':5}")
                        .status())
                .isEqualTo(403);
        assertThat(bob.post("/marketplace/agents/rate", "{'agentId':'" + ann + "','rating':6}")
                        .status())
                .isEqualTo(400);
        JsonNode now = ok(bob.get("/marketplace/agents/" + ann));
        assertThat(now.path("rating").asDouble()).isEqualTo(2);
        assertThat(now.path("ratingCount").asInt()).isEqualTo(1);

        JsonNode taken = ok(bob.post(
                        "/marketplace/agents/import", "{'agentId':'" + ann + "','customizations':{'name':'My Ann'}}"))
                .path("agent");
        assertThat(taken.path("templateId").asText()).isEqualTo(ann);
        assertThat(taken.path("isOriginal").asBoolean(true)).isFalse();
        JsonNode mine = ok(bob.get("/agents/" + taken.path("id").asText()));
        assertThat(mine.path("name").asText()).isEqualTo("My Ann");
        assertThat(mine.path("connectionId").asText()).isEqualTo("chatsparty-default");
        assertThat(mine.path("prompt").asText()).isEqualTo("Serve.");
        assertThat(bob.post("/marketplace/agents/import", "{'agentId':'" + ann + "'}")
                        .status())
                .isEqualTo(409);
        assertThat(ada.post("/marketplace/agents/import", "{'agentId':'" + ann + "'}")
                        .status())
                .isEqualTo(409);
        assertThat(ok(ada.get("/marketplace/agents/" + ann)).path("usageCount").asInt())
                .isEqualTo(1);

        assertThat(bob.post("/marketplace/agents/unpublish", "{'agentId':'" + ann + "'}")
                        .status())
                .isEqualTo(404);
        ok(ada.post("/marketplace/agents/unpublish", "{'agentId':'" + ann + "'}"));
        assertThat(bob.get("/marketplace/agents/" + ann).status()).isEqualTo(404);
        assertThat(bob.get("/marketplace/agents?search=planner").json().path("agents"))
                .isEmpty();
        assertThat(bob.post("/marketplace/agents/rate", "{'agentId':'" + ann + "','rating':1}")
                        .status())
                .isEqualTo(404);
        ok(ada.post("/marketplace/agents/publish", notice));
        assertThat(ok(bob.get("/marketplace/agents/" + ann)).path("rating").asDouble())
                .isEqualTo(2);
        assertThat(ada.delete("/agents/" + ann).status()).isEqualTo(204);
        assertThat(bob.get("/marketplace/agents/" + ann).status()).isEqualTo(404);
    }

    @Test
    void the_marketplace_is_for_whoever_is_signed_in_and_refuses_what_it_cannot_hold() {
        Client ada = Premises.person(server, "Reader");
        String ann =
                ada.post("/agents", agent("Ann", "default")).json().path("id").asText();
        for (String path : List.of(
                "/marketplace/agents",
                "/marketplace/agents/" + ann,
                "/marketplace/categories",
                "/marketplace/templates/brainstorm",
                "/marketplace/usecases"))
            assertThat(ada.with("").get(path).status()).isEqualTo(401);
        assertThat(ok(ada.get("/api/marketplace/categories")).get(0).asText()).isEqualTo("Productivity");
        assertThat(ok(ada.get("/marketplace/templates/brainstorm"))).isEmpty();
        assertThat(ok(ada.get("/api/marketplace/usecases"))).isEmpty();
        for (String wrong : List.of(
                "{'category':'A'}",
                "{'agentId':'%s'}",
                "{'agentId':'%s','category':'" + "x".repeat(51) + "'}",
                "{'agentId':'%s','category':'A','tags':['" + "x".repeat(31) + "']}",
                "{'agentId':'%s','category':'A','tags':['1','2','3','4','5','6','7','8','9','10','11']}",
                "{'agentId':'%s','category':'A','description':'" + "x".repeat(501) + "'}"))
            assertThat(ada.post("/marketplace/agents/publish", wrong.replace("%s", ann))
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        for (String wrong : List.of("minRating=6", "sortBy=luck", "sortOrder=up", "page=x", "search=%00", "tags=%0A"))
            assertThat(ada.get("/marketplace/agents?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(wrong.startsWith("tags") ? 200 : 400);
    }
}
