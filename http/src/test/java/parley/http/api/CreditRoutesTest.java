package parley.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class CreditRoutesTest {
    private final House house = new House(Duration.ofSeconds(15));
    private final Client ada = house.person("ada");

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void shows_what_is_there_and_where_it_came_from() {
        JsonNode credits = house.person("rich").get("/api/v1/credits").json();

        assertThat(credits.toString())
                .isEqualTo("{\"available\":70,\"held\":20,\"spent\":10,\"purchased\":0,\"grants\":[{\"id\":\"welcome\","
                        + "\"type\":\"welcome\",\"left\":70,\"priority\":100,\"givenAt\":\"1970-01-01T00:00:00Z\"}],"
                        + "\"budgets\":[]}");
        assertThat(house.client().get("/api/v1/credits").status()).isEqualTo(401);
    }

    @Test
    void tells_what_happened_newest_first_and_holds_where_they_are_asked_for() {
        JsonNode page = ada.get("/api/v1/credits/transactions").json();
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("items").findValuesAsText("type")).containsExactly("deduction", "usage", "welcome");
        assertThat(page.at("/items/1/before").asLong()
                        + page.at("/items/1/credits").asLong())
                .isEqualTo(page.at("/items/1/after").asLong());
        assertThat(page.at("/items/1/model").asText()).isEqualTo("test/a:b");
        assertThat(page.at("/items/1/id").asText()).isEqualTo("user-ada.example.com/3");
        assertThat(page.at("/items/0/by").asText()).isEqualTo("boss");

        assertThat(types("sort=at&limit=2&page=2")).containsExactly("deduction");
        assertThat(types("type=hold,usage&sort=at")).containsExactly("hold", "usage");
        assertThat(types("reason=reply")).containsExactly("usage");
        assertThat(types("from=2026-11-21T09:00:02%2B01:00&to=2026-11-22")).containsExactly("deduction", "usage");
    }

    private List<String> types(String query) {
        Client.Reply reply = ada.get("/api/v1/credits/transactions?" + query);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().path("items").findValuesAsText("type");
    }

    @Test
    void refuses_a_selection_that_makes_no_sense() {
        assertThat(ada.get("/api/v1/credits/transactions?type=gift").problem())
                .isEqualTo("422 invalid: type must be one of welcome, purchase, bonus, refill, subscription,"
                        + " adjustment, refund, usage, expiry, deduction, waste, hold, release");
        assertThat(ada.get("/api/v1/credits/transactions?from=yesterday").problem())
                .startsWith("422 invalid: from must be a date such as 2026-11-21 or a time such as");
        assertThat(ada.get("/api/v1/credits/transactions?from=%2B999999999-01-01")
                        .status())
                .isEqualTo(422);
        assertThat(ada.get("/api/v1/credits/transactions?from=2026-11-22&to=2026-11-21")
                        .problem())
                .isEqualTo("422 invalid: to must not be before from");
        assertThat(ada.get("/api/v1/credits/transactions?sort=credits").problem())
                .startsWith("422 invalid: sort must be at");
        assertThat(ada.get("/api/v1/credits/transactions?reason=").status()).isEqualTo(422);
        assertThat(ada.get("/api/v1/credits/transactions?reason=%00").status()).isEqualTo(422);
        assertThat(ada.get("/api/v1/credits/transactions?limit=101").status()).isEqualTo(422);
        assertThat(ada.get("/api/v1/credits/statistics?from=2199-01-01").status())
                .isEqualTo(422);
        assertThat(ada.get("/api/v1/credits/export?format=xml").problem())
                .isEqualTo("422 invalid: format must be one of csv, json");
    }

    @Test
    void adds_a_period_up_by_type_and_reason() {
        JsonNode sums = ada.get("/api/v1/credits/statistics?from=2026-11-21&to=2026-11-22")
                .json();
        assertThat(sums.toString())
                .isEqualTo("{\"from\":\"2026-11-21T00:00:00Z\",\"to\":\"2026-11-22T00:00:00Z\",\"transactions\":3,"
                        + "\"change\":75,\"used\":20,\"purchased\":0,\"byType\":{"
                        + "\"deduction\":{\"credits\":-5,\"count\":1},\"usage\":{\"credits\":-20,\"count\":1},"
                        + "\"welcome\":{\"credits\":100,\"count\":1}},\"byReason\":{"
                        + "\"=cmd()\":{\"credits\":100,\"count\":1},\"reply\":{\"credits\":-20,\"count\":1},"
                        + "\"so \\\"it\\\" is, ok\":{\"credits\":-5,\"count\":1}}}");

        JsonNode usual = ada.get("/api/v1/credits/statistics").json();
        assertThat(Duration.between(
                        Instant.parse(usual.path("from").asText()),
                        Instant.parse(usual.path("to").asText())))
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void writes_a_table_that_no_spreadsheet_takes_for_a_formula() {
        Client.Reply file = ada.get("/api/v1/credits/export");

        assertThat(file.header("Content-Type")).isEqualTo("text/csv; charset=UTF-8");
        assertThat(file.header("Content-Disposition"))
                .matches("attachment; filename=\"parley-credits-\\d{4}-\\d\\d-\\d\\d\\.csv\"");
        assertThat(file.header("Cache-Control")).isEqualTo("no-store");
        assertThat(file.body().split("\r\n", -1))
                .containsExactly(
                        "id,sequence,at,type,credits,held,before,after,reason,description,hold,order,room,agent,model,by",
                        "user-ada.example.com/1,1,2026-11-21T08:00:00Z,welcome,100,0,0,100,\"'=cmd()\",,,welcome,,,,",
                        "user-ada.example.com/3,3,2026-11-21T08:00:02Z,usage,-20,-30,100,80,reply,\"turn tea/1\","
                                + "tea/1,,tea,guest-1,test/a:b,",
                        "user-ada.example.com/4,4,2026-11-21T08:00:03Z,deduction,-5,0,80,75,\"so \"\"it\"\" is,"
                                + " ok\",,,d1,,,,boss",
                        "");
    }

    @Test
    void writes_the_same_as_json() {
        Client.Reply file = ada.get("/api/v1/credits/export?format=json&type=usage,deduction");

        assertThat(file.header("Content-Disposition")).endsWith(".json\"");
        assertThat(file.json())
                .isEqualTo(ada.get("/api/v1/credits/transactions?sort=at&type=usage,deduction")
                        .json()
                        .path("items"));
        assertThat(ada.get("/api/v1/credits/export?format=json&reason=none").json())
                .isEmpty();
    }

    @Test
    void keeps_budgets_of_ones_own() {
        Client bob = house.person("bob");

        JsonNode set = bob.put("/api/v1/credits/budgets", "{'scope':'room','id':'tea','period':'day','most':50}")
                .json();
        bob.put("/api/v1/credits/budgets", "{'scope':'user','most':500}");

        assertThat(set.path("items").toString())
                .isEqualTo("[{\"scope\":\"room\",\"id\":\"tea\",\"period\":\"day\",\"most\":50,\"imposed\":false,"
                        + "\"spent\":0,\"left\":50}]");
        assertThat(bob.get("/api/v1/credits").json().path("budgets").findValuesAsText("period"))
                .containsExactly("day", "total");
        assertThat(bob.get("/api/v1/credits/budgets").json().at("/items/1/left").asLong())
                .isEqualTo(497);
        assertThat(bob.delete("/api/v1/credits/budgets?scope=room&id=tea&period=day")
                        .status())
                .isEqualTo(204);
        assertThat(bob.get("/api/v1/credits/budgets").json().path("items").findValuesAsText("scope"))
                .containsExactly("user");
        assertThat(ada.get("/api/v1/credits/budgets").json().path("items")).isEmpty();
    }

    @Test
    void refuses_a_budget_that_bounds_nothing() {
        assertThat(ada.put("/api/v1/credits/budgets", "{'scope':'house','most':5}")
                        .problem())
                .isEqualTo("422 invalid: scope must be one of room, agent, user");
        assertThat(ada.put("/api/v1/credits/budgets", "{'scope':'room','most':5}")
                        .problem())
                .startsWith("422 invalid: a budget of a room or an agent needs its id");
        assertThat(ada.put("/api/v1/credits/budgets", "{'scope':'user'}").problem())
                .isEqualTo("422 invalid: most is required");
        assertThat(ada.put("/api/v1/credits/budgets", "{'scope':'user','most':5,'period':'week'}")
                        .problem())
                .isEqualTo("422 invalid: period must be one of total, day");
        assertThat(ada.put("/api/v1/credits/budgets", "{'scope':'user','most':5,'imposed':true}")
                        .status())
                .isEqualTo(422);
        assertThat(ada.delete("/api/v1/credits/budgets").status()).isEqualTo(422);
    }

    @Test
    void shows_everybody_the_prices_but_not_how_they_are_shared() {
        JsonNode prices = ada.get("/api/v1/prices").json();

        assertThat(prices.path("version").isNumber()).isTrue();
        assertThat(prices.at("/items/0/provider").isTextual()).isTrue();
        assertThat(prices.toString()).doesNotContain("providerShare");
        assertThat(house.client().get("/api/v1/prices").status()).isEqualTo(401);
    }
}
