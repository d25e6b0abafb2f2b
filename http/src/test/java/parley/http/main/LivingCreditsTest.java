package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;

/** Credits over HTTP with the real engine behind them: given, spent, told and counted. */
class LivingCreditsTest {
    private static final String ROOMS = "/api/v1/conversations";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    private Config config(String more) throws IOException {
        return ConfigFactory.parseString("parley.admins = \"Boss@example.com\"\n" + more)
                .withFallback(new Premises(directory, "credits").config());
    }

    private static Client person(Server at, String name) {
        Client stranger = new Client(at.address().getPort(), "");
        String who = "'email':'" + name + "@example.com','password':'correct horse'";
        Client.Reply known = stranger.post("/api/v1/auth/register", "{" + who + ",'name':'" + name + "'}");
        Client.Reply signedIn = known.status() == 201 ? known : stranger.post("/api/v1/auth/login", "{" + who + "}");
        return stranger.with(signedIn.json().path("token").asText());
    }

    /** Where an administrator finds a user. */
    private static String account(Client boss, String name) {
        return "/api/v1/admin/users/"
                + boss.get("/api/v1/admin/users?email=" + name + "@EXAMPLE.com")
                        .json()
                        .path("id")
                        .asText();
    }

    private static JsonNode good(Client.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static void awaitCharges(Client by, String room, int charges) {
        try (Stream<String> lines =
                by.lines(by.request(ROOMS + "/" + room + "/events?after=0.0")).body()) {
            assertThat(lines.filter("event: turn-charged"::equals)
                            .limit(charges)
                            .count())
                    .isEqualTo(charges);
        }
    }

    private static List<JsonNode> statement(Client by, String more) {
        List<JsonNode> lines = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode some = good(by.get("/api/v1/credits/transactions?sort=at&limit=2&page=" + page + more));
            some.path("items").forEach(lines::add);
            if (some.path("items").isEmpty()) return lines;
        }
    }

    @Test
    void a_statement_tells_every_credit() throws IOException {
        try (Server server = Server.start(config(""))) {
            Client boss = person(server, "boss");
            Client ada = person(server, "ada");
            String account = account(boss, "Ada");
            String grant = "{'id':'paid-1','type':'purchase','credits':500,'reason':'=HYPERLINK(1)'}";
            good(boss.post(account + "/grants", grant));
            good(boss.post(account + "/grants", grant));
            assertThat(ada.post(ROOMS, "{'id':'tea','message':'Tea?','turns':2," + Premises.TWO + "}")
                            .status())
                    .isEqualTo(201);
            awaitCharges(ada, "tea", 2);
            good(boss.post(account + "/refunds", "{'charge':'tea/1','credits':1,'reason':'Sorry'}"));
            good(boss.post(account + "/deductions", "{'credits':5,'reason':'Error'}"));

            List<JsonNode> lines = statement(ada, "");
            assertThat(lines)
                    .extracting(it -> it.path("type").asText())
                    .containsExactly("welcome", "purchase", "usage", "usage", "refund", "deduction");
            JsonNode credits = good(ada.get("/api/v1/credits"));
            chain(lines, credits);
            assertThat(credits.path("purchased").asLong()).isEqualTo(500);
            assertThat(credits.path("refilledAt").isTextual()).isTrue();
            assertThat(lines.get(2).path("room").asText()).isEqualTo("tea");
            assertThat(lines.get(2).path("model").asText()).isEqualTo("scripted/demo");
            chain(statement(ada, "&type=welcome,purchase,usage,refund,deduction,hold,release"), credits);

            sameInEveryForm(ada, lines);
            addsUp(ada, lines);
            JsonNode books = good(boss.get("/api/v1/admin/books"));
            long bosses = good(boss.get("/api/v1/credits")).path("available").asLong();
            assertThat(books.path("sum").asLong()).isZero();
            assertThat(books.path("accounts").asLong())
                    .isEqualTo(bosses + credits.path("available").asLong());
            assertThat(books.path("sales").asLong()).isEqualTo(-500);
            refusesTheUser(ada, account, credits);
        }
    }

    /** Each line begins with what the one before left, and the last leaves what is there. */
    private static void chain(List<JsonNode> lines, JsonNode credits) {
        long balance = 0;
        for (JsonNode line : lines) {
            assertThat(line.path("before").asLong()).isEqualTo(balance);
            balance += line.path("credits").asLong();
            assertThat(line.path("after").asLong()).isEqualTo(balance);
        }
        assertThat(balance)
                .isEqualTo(credits.path("available").asLong()
                        + credits.path("held").asLong());
    }

    private static void sameInEveryForm(Client ada, List<JsonNode> lines) throws IOException {
        assertThat(good(ada.get("/api/v1/credits/export?format=json"))).containsExactlyElementsOf(lines);
        String table = ada.get("/api/v1/credits/export?format=csv").body();
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(table)) {
            List<Map<String, String>> read = rows.readAll();
            assertThat(read).hasSameSizeAs(lines);
            for (int at = 0; at < read.size(); at++) {
                JsonNode line = lines.get(at);
                read.get(at)
                        .forEach((column, text) -> assertThat(text.equals("'=HYPERLINK(1)") ? "=HYPERLINK(1)" : text)
                                .isEqualTo(line.path(column).asText()));
            }
        }
        assertThat(table).contains("'=HYPERLINK(1)");
    }

    private static void addsUp(Client ada, List<JsonNode> lines) {
        JsonNode sums = good(ada.get("/api/v1/credits/statistics"));
        assertThat(sums.path("transactions").asInt()).isEqualTo(lines.size());
        assertThat(sums.path("change").asLong())
                .isEqualTo(lines.getLast().path("after").asLong())
                .isEqualTo(total(sums.path("byType")))
                .isEqualTo(total(sums.path("byReason")));
        assertThat(sums.path("used").asLong()).isEqualTo(2);
        assertThat(sums.at("/byReason/reply/count").asLong()).isEqualTo(2);
    }

    private static long total(JsonNode sums) {
        return StreamSupport.stream(sums.spliterator(), false)
                .mapToLong(it -> it.path("credits").asLong())
                .sum();
    }

    private static void refusesTheUser(Client ada, String account, JsonNode credits) {
        List<Client.Reply> tries = List.of(
                ada.post(account + "/grants", "{'type':'bonus','credits':5,'reason':'me'}"),
                ada.post(account + "/refunds", "{'charge':'tea/2','credits':1,'reason':'me'}"),
                ada.post(account + "/deductions", "{'credits':1,'reason':'me'}"),
                ada.put(account + "/budgets", "{'scope':'user','most':5}"),
                ada.get(account + "/credits"),
                ada.get(account + "/transactions"),
                ada.get("/api/v1/admin/users?email=boss@example.com"),
                ada.put("/api/v1/admin/prices", "{'provider':'a','model':'b','message':0,'input':0,'output':0}"),
                ada.delete("/api/v1/admin/prices?provider=scripted&model=*"),
                ada.get("/api/v1/admin/books"));

        assertThat(tries).extracting(Client.Reply::status).containsOnly(403);
        assertThat(good(ada.get("/api/v1/credits"))).isEqualTo(credits);
    }

    @Test
    void a_server_knows_the_prices_that_were_set_before_its_first_request() throws IOException {
        try (Server server = Server.start(config(""))) {
            good(person(server, "boss")
                    .put(
                            "/api/v1/admin/prices",
                            "{'provider':'scripted','model':'*','message':7,'input':0,'output':0}"));
        }
        try (Server server = Server.start(config(""))) {
            Client ada = person(server, "ada");
            ada.post(ROOMS, "{'id':'tea','message':'Tea?','turns':1," + Premises.TWO + "}");
            awaitCharges(ada, "tea", 1);

            assertThat(good(ada.get("/api/v1/credits")).path("spent").asLong()).isEqualTo(7);
            assertThat(person(server, "boss").get("/api/v1/admin/books").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_budget_bounds_a_room_and_says_so_to_those_who_stream_too() throws IOException {
        try (Server server = Server.start(config(""))) {
            Client ada = person(server, "ada");
            ada.post(ROOMS, "{'id':'tea','message':'Tea?','turns':1," + Premises.TWO + "}");
            awaitCharges(ada, "tea", 1);
            good(ada.put("/api/v1/credits/budgets", "{'scope':'room','id':'tea','period':'day','most':1}"));
            good(ada.put("/api/v1/credits/budgets", "{'scope':'room','id':'coffee','most':0}"));
            assertThat(ada.post(ROOMS + "/tea/messages", "{'text':'More?','turns':1}")
                            .status())
                    .isEqualTo(202);
            awaitCharges(ada, "tea", 2);

            HttpResponse<Stream<String>> streamed = ada.lines(ROOMS + "/tea/messages", "{'text':'More?','turns':1}");

            assertThat(streamed.statusCode()).isEqualTo(402);
            assertThat(String.join("", streamed.body().toList()))
                    .contains("\"required\":1,\"available\":0", "in the budget of the room tea and day");
            JsonNode budgets = good(ada.get("/api/v1/credits")).path("budgets");
            assertThat(budgets.findValuesAsText("left")).containsExactly("0", "0");
            assertThat(budgets.findValuesAsText("spent")).containsExactly("1", "0");
        }
    }

    @Test
    void a_hundred_requests_at_once_get_the_three_replies_that_the_balance_pays_for() throws Exception {
        try (ModelServer model = new ModelServer();
                Server server = Server.start(config("parley.user.welcome-credits = 0\nparley.models.openai"
                        + " { base-url = \"" + model.base() + "\", model = tea }"))) {
            Client boss = person(server, "boss");
            Client ada = person(server, "ada");
            String priced = good(ada.get("/api/v1/models")).at("/items/0/model").asText();
            String provider = priced.substring(0, priced.indexOf('/'));
            good(boss.put(
                    "/api/v1/admin/prices",
                    "{'provider':'" + provider + "','model':'tea','message':5,'input':0,'output':0}"));
            good(boss.post(account(boss, "ada") + "/grants", "{'type':'bonus','credits':15,'reason':'Three'}"));
            List<String> rooms = new Crowd(ada).open(100);

            List<Client.Reply> replies = new Crowd(ada).say(rooms);

            List<String> answered = new ArrayList<>();
            for (int at = 0; at < rooms.size(); at++) {
                if (replies.get(at).status() == 202) answered.add(rooms.get(at));
                else isRefused(ada, rooms.get(at), replies.get(at));
            }
            assertThat(answered).hasSize(3);
            answered.forEach(room -> awaitCharges(ada, room, 1));
            assertThat(model.asked()).isEqualTo(3);
            JsonNode credits = good(ada.get("/api/v1/credits"));
            assertThat(credits.path("available").asLong()).isZero();
            assertThat(credits.path("held").asLong()).isZero();
            assertThat(credits.path("spent").asLong()).isEqualTo(15);
            chain(statement(ada, ""), credits);
            assertThat(statement(ada, ""))
                    .extracting(it -> it.path("after").asLong())
                    .containsExactly(15L, 10L, 5L, 0L);
            assertThat(good(boss.get("/api/v1/admin/books")).path("sum").asLong())
                    .isZero();
        }
    }

    private static void isRefused(Client ada, String room, Client.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(402);
        assertThat(reply.json().path("required").asLong()).isEqualTo(5);
        assertThat(reply.json().path("available").asLong()).isBetween(0L, 4L);
        JsonNode left = good(ada.get(ROOMS + "/" + room));
        assertThat(left.path("lines")).isEmpty();
        assertThat(left.path("cursor").asText()).isEqualTo("1.0");
    }
}
