package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;

/** Credits as the clients of ChatsParty know them. */
@SuppressWarnings("NullAway.Init") // set before the first test
class CreditsDialectTest {
    @TempDir
    static Path directory;

    private static Server server;
    private static Client boss;

    @BeforeAll
    static void open() throws IOException {
        server = Server.start(ConfigFactory.parseString("parley.admins = \"boss@example.com\"")
                .withFallback(new Premises(directory, "credits").config()));
        boss = person("boss");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static Client person(String name) {
        Client stranger = new Client(server.address().getPort(), "");
        return stranger.with(
                stranger.post("/auth/register", "{'email':'" + name + "@example.com','password':'correct horse'}")
                        .json()
                        .path("access_token")
                        .asText());
    }

    private static String id(Client person) {
        return person.get("/auth/me").json().path("id").asText();
    }

    private static JsonNode given(Client to, long amount, String type) {
        Client.Reply reply = boss.post(
                "/credits/add",
                "{'user_id':'" + id(to) + "','amount':" + amount + ",'transaction_type':'" + type
                        + "','reason':'By hand'}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void a_balance_is_told_under_the_names_of_both_eras() {
        Client ada = person("ada");
        given(ada, 500, "purchase");
        for (String path : List.of("/credits/balance", "/api/credits/balance")) {
            JsonNode balance = ada.get(path).json();
            assertThat(balance.path("balance").asLong()).isEqualTo(10_500);
            assertThat(balance.path("creditsBalance").asLong()).isEqualTo(10_500);
            assertThat(balance.path("lifetime_credits_purchased").asLong()).isEqualTo(500);
            assertThat(balance.path("creditsPurchased").asLong()).isEqualTo(500);
            assertThat(balance.path("spent").isNumber()).isTrue();
            assertThat(balance.path("credit_plan").asText()).isEqualTo("free");
            assertThat(balance.path("creditPlan").asText()).isEqualTo("free");
            assertThat(Instant.parse(balance.path("last_refill_at").asText())).isNotNull();
            assertThat(balance.path("user_id").asText()).isEqualTo(id(ada));
        }
    }

    @Test
    void transactions_are_a_list_unless_a_later_client_asks() {
        Client bob = person("bob");
        for (int at = 1; at <= 6; at++) given(bob, at, "bonus");
        given(bob, -4, "adjustment");
        JsonNode all = bob.get("/credits/transactions?limit=50&offset=0").json();
        assertThat(all.isArray()).isTrue();
        assertThat(all)
                .extracting(it -> it.path("amount").asLong())
                .containsExactly(-4L, 6L, 5L, 4L, 3L, 2L, 1L, 10_000L);
        assertThat(all).allSatisfy(it -> {
            assertThat(it.path("amount").isNumber()).isTrue();
            assertThat(Instant.parse(it.path("created_at").asText())).isNotNull();
            assertThat(it.path("balanceAfter")).isEqualTo(it.path("balance_after"));
        });
        List<Long> pieces = new ArrayList<>();
        for (int offset = 0; offset < 8; offset += 3)
            bob.get("/api/credits/transactions?limit=3&offset=" + offset)
                    .json()
                    .forEach(it -> pieces.add(it.path("amount").asLong()));
        assertThat(pieces).containsExactly(-4L, 6L, 5L, 4L, 3L, 2L, 1L, 10_000L);
        assertThat(bob.get("/credits/transactions?limit=3&offset=2").json())
                .extracting(it -> it.path("amount").asLong())
                .containsExactly(5L, 4L, 3L);
        JsonNode later = bob.get("/credits/transactions?transactionType=bonus&orderDirection=asc&limit=2")
                .json();
        assertThat(later.path("total").asLong()).isEqualTo(7);
        assertThat(later.path("transactions"))
                .extracting(it -> it.path("amount").asLong())
                .containsExactly(10_000L, 1L);
        for (String wrong : List.of("limit=x", "offset=-1", "transactionType=gift", "startDate=soon", "orderBy=amount"))
            assertThat(bob.get("/credits/transactions?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
    }

    @Test
    void says_whether_it_is_enough_and_what_came_and_went() {
        Client cat = person("cat");
        given(cat, -1_000, "adjustment");
        JsonNode check = cat.get("/credits/check/9500").json();
        assertThat(check.path("has_sufficient_credits").asBoolean(true)).isFalse();
        assertThat(check.path("difference").asLong()).isEqualTo(-500);
        assertThat(cat.get("/credits/check/9000")
                        .json()
                        .path("hasSufficientCredits")
                        .asBoolean())
                .isTrue();
        assertThat(cat.get("/credits/check/many").status()).isEqualTo(422);
        JsonNode valid = cat.post("/credits/validate", "{'amount':9500}").json();
        assertThat(valid.path("hasEnoughCredits").asBoolean(true)).isFalse();
        assertThat(valid.path("shortfall").asLong()).isEqualTo(500);
        assertThat(cat.post("/credits/validate", "{'amount':-1}").status()).isEqualTo(422);
        JsonNode sums = cat.get("/credits/statistics").json();
        assertThat(sums.path("currentBalance").asLong()).isEqualTo(9_000);
        assertThat(sums.path("transactionCount").asLong()).isEqualTo(2);
        assertThat(sums.at("/breakdown/byType/adjustment").asLong()).isEqualTo(-1_000);
        assertThat(sums.at("/breakdown/byType/bonus").asLong()).isEqualTo(10_000);
    }

    @Test
    void prices_are_read_by_all_and_set_by_administrators() {
        Client dan = person("dan");
        String row = "{'provider':'acme','modelName':'org/big','costPerMessage':3,'cost_per_1k_tokens':2}";
        assertThat(boss.post("/credits/pricing", row).status()).isEqualTo(200);
        JsonNode price = dan.get("/credits/pricing/acme/org/big").json();
        assertThat(price.path("costPerMessage").asInt()).isEqualTo(3);
        assertThat(price.path("costPer1kTokens").asInt()).isEqualTo(2);
        assertThat(dan.get("/credits/pricing?provider=acme").json()).hasSize(1);
        assertThat(dan.get("/credits/pricing?provider=acme&isActive=false").json())
                .isEmpty();
        String cost = "{'provider':'acme','model_name':'org/big'";
        JsonNode asked = dan.post("/credits/calculate-cost", cost + ",'messageCount':2,'tokenCount':1001}")
                .json();
        assertThat(asked.path("totalCost").asInt()).isEqualTo(10);
        assertThat(asked.at("/breakdown/tokenCost").asInt()).isEqualTo(4);
        assertThat(dan.post("/credits/calculate-cost", cost + "}")
                        .json()
                        .path("totalCost")
                        .asInt())
                .isEqualTo(3);
        assertThat(dan.get("/credits/pricing/acme/small").problem()).startsWith("404");
        assertThat(dan.post("/credits/calculate-cost", "{'provider':'none','modelName':'x'}")
                        .status())
                .isEqualTo(404);
        assertThat(boss.post("/credits/pricing/initialize", "").status()).isEqualTo(200);
        assertThat(dan.get("/credits/pricing/openai/gpt-9")
                        .json()
                        .path("modelName")
                        .asText())
                .isEqualTo("gpt-4-turbo");
        assertThat(boss.post("/credits/pricing/initialize", "").body()).contains("0 rows were new");
        assertThat(boss.delete("/credits/pricing/acme/org/big").status()).isEqualTo(204);
        assertThat(boss.delete("/credits/pricing/acme/org/big").status()).isEqualTo(404);
    }

    @Test
    void nobody_else_gives_credits_or_sets_prices() {
        Client eve = person("eve");
        for (String mount : List.of("", "/api")) {
            String self = "{'amount':1000,'transactionType':'bonus','reason':'me'}";
            String other = "{'amount':1000,'transactionType':'bonus','reason':'me','userId':'" + id(boss) + "'}";
            String row = "{'provider':'scripted','modelName':'demo','costPerMessage':0}";
            List<Client.Reply> tries = List.of(
                    eve.post(mount + "/credits/add", self),
                    eve.post(mount + "/credits/add", other),
                    eve.post(mount + "/credits/pricing", row),
                    eve.post(mount + "/credits/pricing/initialize", ""),
                    eve.delete(mount + "/credits/pricing/scripted/demo"),
                    eve.post(mount + "/users/me/credits", self));
            assertThat(tries).extracting(Client.Reply::status).containsOnly(403);
        }
        assertThat(eve.get("/credits/balance").json().path("balance").asLong()).isEqualTo(10_000);
        Client nobody = eve.with("");
        assertThat(List.of(
                        nobody.get("/credits/balance"),
                        nobody.post("/credits/add", "{'amount':1}"),
                        nobody.get("/credits/pricing")))
                .extracting(Client.Reply::status)
                .containsOnly(401);
        assertThat(boss.post("/credits/add", "{'amount':5,'userId':'nobody'}").status())
                .isEqualTo(404);
    }

    @Test
    void where_credits_are_off_there_are_none() throws IOException {
        try (Server off = Server.start(ConfigFactory.parseString("parley.chatsparty.credits = off")
                .withFallback(new Premises(directory, "off").config()))) {
            Client ada = Premises.person(off);
            for (String path : List.of("/credits/balance", "/api/credits/balance", "/credits/transactions", "/credits"))
                assertThat(ada.get(path).status()).as(path).isEqualTo(404);
            assertThat(ada.get("/system/config").json().path("enable_credits").asBoolean(true))
                    .isFalse();
            assertThat(ada.get("/api/v1/credits").status()).isEqualTo(200);
        }
    }
}
