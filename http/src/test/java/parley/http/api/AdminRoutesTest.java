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
import parley.engine.kernel.UserId;
import parley.engine.ledger.Budget;
import parley.engine.ledger.GrantType;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Order;
import parley.http.edge.Administrators;

@TestInstance(Lifecycle.PER_CLASS)
class AdminRoutesTest {
    private final House house = new House(Duration.ofSeconds(15));
    private final Client boss = house.person("Boss");
    private final UserId by = new UserId("user-Boss.example.com");
    private final Client ada = house.person("ada");
    private final String account = "/api/v1/admin/users/user-ada.example.com";

    @AfterAll
    void close() {
        house.close();
    }

    private Order last() {
        return house.accounts.orders.getLast();
    }

    @Test
    void everybody_else_is_refused_at_every_door() {
        List<Client.Reply> replies = List.of(
                ada.post(account + "/grants", "{'type':'bonus','credits':5,'reason':'me'}"),
                ada.post(account + "/refunds", "{'charge':'tea/1','credits':5,'reason':'me'}"),
                ada.post(account + "/deductions", "{'credits':5,'reason':'me'}"),
                ada.put(account + "/budgets", "{'scope':'user','most':5}"),
                ada.delete(account + "/budgets?scope=user"),
                ada.get(account + "/budgets"),
                ada.get(account + "/credits"),
                ada.get(account + "/transactions"),
                ada.get(account + "/statistics"),
                ada.get(account + "/export"),
                ada.get("/api/v1/admin/users?email=ada@example.com"),
                ada.get("/api/v1/admin/prices"),
                ada.put("/api/v1/admin/prices", "{'provider':'a','model':'b','message':1,'input':0,'output':0}"),
                ada.delete("/api/v1/admin/prices?provider=scripted&model=*"),
                ada.get("/api/v1/admin/books"),
                ada.get("/api/v1/admin/nothing"),
                ada.get("/api/v1/admin"));

        assertThat(replies)
                .allSatisfy(
                        it -> assertThat(it.problem()).isEqualTo("403 forbidden: only an administrator may do this"));
        assertThat(house.client().get("/api/v1/admin/books").status()).isEqualTo(401);
        assertThat(house.client()
                        .post(account + "/grants", "{'type':'bonus','credits':5,'reason':'me'}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void nobody_is_an_administrator_where_none_is_named() {
        assertThat(Administrators.named("").emails()).isEmpty();
        assertThat(Administrators.named(" , ").emails()).isEmpty();
        assertThat(Administrators.named("Ada@Example.org, bob@example.org").emails())
                .containsExactlyInAnyOrder("ada@example.org", "bob@example.org");
    }

    @Test
    void gives_credits_once_for_each_id() {
        Client carol = house.person("carol");
        String grants = "/api/v1/admin/users/user-carol.example.com/grants";
        String grant = "{'id':'g1','type':'purchase','credits':100,'priority':10,"
                + "'expiresAt':'2030-01-01T00:00:00Z','reason':'Paid'}";

        JsonNode given = boss.post(grants, grant).json();
        JsonNode again = boss.post(grants, grant).json();

        assertThat(given.toString())
                .isEqualTo("{\"id\":\"g1\",\"available\":170,\"held\":20,\"spent\":10,\"purchased\":0}");
        assertThat(again).isEqualTo(given);
        assertThat(last())
                .isEqualTo(new Order.Give(
                        "g1", GrantType.PURCHASE, 100, 10, Instant.parse("2030-01-01T00:00:00Z"), "Paid", by));
        assertThat(carol.get("/api/v1/credits").json().path("available").asLong())
                .isEqualTo(170);
        assertThat(boss.get("/api/v1/admin/users/user-carol.example.com/credits")
                        .json())
                .isEqualTo(carol.get("/api/v1/credits").json());
    }

    @Test
    void makes_an_id_where_none_is_given() {
        String bonus = "{'type':'bonus','credits':1,'reason':'Hello'}";

        String one = boss.post(account + "/grants", bonus).json().path("id").asText();
        String two = boss.post(account + "/grants", bonus).json().path("id").asText();

        assertThat(one).startsWith("grant-").isNotEqualTo(two);
    }

    @Test
    void refuses_a_grant_that_makes_no_sense() {
        assertThat(boss.post(account + "/grants", "{'type':'gift','credits':1,'reason':'x'}")
                        .problem())
                .startsWith("422 invalid: type must be one of welcome, purchase");
        assertThat(boss.post(account + "/grants", "{'type':'refund','credits':1,'reason':'x'}")
                        .problem())
                .isEqualTo("422 invalid: a refund names its charge: post it to refunds");
        assertThat(boss.post(account + "/grants", "{'type':'bonus','credits':1,'reason':'x','priority':-1}")
                        .problem())
                .startsWith("422 invalid: priority must be 0");
        assertThat(boss.post(account + "/grants", "{'type':'bonus','credits':1,'reason':'x','expiresAt':'soon'}")
                        .problem())
                .startsWith("422 invalid: expiresAt must be a date");
        assertThat(boss.post(account + "/grants", "{'type':'bonus','credits':1,'reason':'x','id':'a b'}")
                        .problem())
                .startsWith("422 invalid: id must be 1 to 128");
        assertThat(boss.post(account + "/grants", "{'type':'bonus','reason':'x'}")
                        .problem())
                .isEqualTo("422 invalid: credits is required");
        assertThat(boss.post(account + "/grants", "{'type':'bonus','credits':1.5,'reason':'x'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refunds_a_charge_and_takes_credits_away() {
        boss.post(account + "/refunds", "{'id':'r1','charge':'tea/1','credits':3,'reason':'Sorry'}");
        assertThat(last()).isEqualTo(new Order.Refund("r1", new HoldId("tea/1"), 3, "Sorry", by));

        boss.post(account + "/deductions", "{'id':'d1','credits':3,'reason':'Error'}");
        assertThat(last()).isEqualTo(new Order.Deduct("d1", 3, "Error", by));
    }

    @Test
    void says_how_many_credits_lack() {
        Client.Reply reply = boss.post(account + "/deductions", "{'credits':5000,'reason':'Error'}");

        assertThat(reply.status()).isEqualTo(402);
        assertThat(reply.json().path("required").asLong()).isEqualTo(5000);
        assertThat(reply.json().path("available").isNumber()).isTrue();
        assertThat(reply.json().path("detail").asText())
                .matches("Insufficient credits\\. Required: 5000, Available: \\d+");
    }

    @Test
    void imposes_budgets_that_their_user_cannot_take_away() {
        JsonNode set = boss.put(account + "/budgets", "{'scope':'agent','id':'guest-1','most':9}")
                .json();

        assertThat(set.at("/items/0/imposed").asBoolean()).isTrue();
        assertThat(last())
                .isEqualTo(new Order.SetBudget(
                        new Budget.Name(Budget.Scope.AGENT, "guest-1", Budget.Period.TOTAL), 9, true, by));
        assertThat(ada.delete("/api/v1/credits/budgets?scope=agent&id=guest-1").status())
                .isEqualTo(403);
        assertThat(boss.delete(account + "/budgets?scope=agent&id=guest-1").status())
                .isEqualTo(204);
        assertThat(ada.get("/api/v1/credits").json().path("budgets")).isEmpty();
    }

    @Test
    void nobody_gets_an_account_who_is_nobody() {
        String nobody = "/api/v1/admin/users/platform.waste";
        int before = house.accounts.orders.size();

        assertThat(boss.post(nobody + "/grants", "{'type':'bonus','credits':5,'reason':'x'}")
                        .problem())
                .isEqualTo("404 not_found: there is no such user");
        assertThat(boss.post(nobody + "/refunds", "{'charge':'tea/1','credits':5,'reason':'x'}")
                        .status())
                .isEqualTo(404);
        assertThat(boss.post(nobody + "/deductions", "{'credits':5,'reason':'x'}")
                        .status())
                .isEqualTo(404);
        assertThat(boss.put(nobody + "/budgets", "{'scope':'user','most':5}").status())
                .isEqualTo(404);
        assertThat(boss.get(nobody + "/credits").status()).isEqualTo(404);
        assertThat(boss.get(nobody + "/transactions").status()).isEqualTo(404);
        assertThat(boss.get("/api/v1/admin/users/%20/credits").status()).isEqualTo(422);
        assertThat(house.accounts.orders).hasSize(before);
    }

    @Test
    void finds_a_user_by_e_mail_and_reads_the_statement() {
        JsonNode found = boss.get("/api/v1/admin/users?email=ada@example.com").json();

        assertThat(found.path("id").asText()).isEqualTo("user-ada.example.com");
        assertThat(boss.get(account + "/transactions").json())
                .isEqualTo(ada.get("/api/v1/credits/transactions").json());
        assertThat(boss.get(account + "/statistics?from=2026-11-21&to=2026-11-22")
                        .json())
                .isEqualTo(ada.get("/api/v1/credits/statistics?from=2026-11-21&to=2026-11-22")
                        .json());
        assertThat(boss.get(account + "/export").body())
                .isEqualTo(ada.get("/api/v1/credits/export").body());
        assertThat(boss.get("/api/v1/admin/users?email=eve@example.com").status())
                .isEqualTo(404);
        assertThat(boss.get("/api/v1/admin/users").problem()).isEqualTo("422 invalid: email is required");
    }

    @Test
    void sets_and_removes_prices() {
        JsonNode set = boss.put(
                        "/api/v1/admin/prices",
                        "{'provider':'openrouter','model':'meta/llama:free','message':2,'input':0.5,'output':1.25,"
                                + "'providerShare':0.4}")
                .json();

        assertThat(set.path("providerShare").decimalValue()).isEqualByComparingTo("0.4");
        assertThat(boss.get("/api/v1/admin/prices").json().path("version").asLong())
                .isPositive();
        assertThat(boss.get("/api/v1/admin/prices").json().path("items")).contains(set);
        assertThat(ada.get("/api/v1/prices").json().path("items").findValuesAsText("model"))
                .contains("meta/llama:free");
        String row = "/api/v1/admin/prices?provider=openrouter&model=meta/llama:free";
        assertThat(boss.delete(row).status()).isEqualTo(204);
        assertThat(boss.delete(row).status()).isEqualTo(404);
        assertThat(boss.delete("/api/v1/admin/prices?provider=openrouter").problem())
                .isEqualTo("422 invalid: model is required");
        assertThat(boss.put("/api/v1/admin/prices", "{'provider':'a','model':'b','message':-1,'input':0,'output':0}")
                        .problem())
                .startsWith("422 invalid: message must be 0 to");
        assertThat(boss.put("/api/v1/admin/prices", "{'provider':'a','model':'b','message':1,'output':0}")
                        .problem())
                .isEqualTo("422 invalid: input is required");
    }

    @Test
    void shows_the_books() {
        assertThat(boss.get("/api/v1/admin/books").json().toString())
                .isEqualTo("{\"accounts\":75,\"revenue\":15,\"provider\":5,\"waste\":-7,\"promotion\":-90,\"sales\":2,"
                        + "\"sum\":0}");
    }
}
