package parley.engine.price;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.kernel.EntitySettings;
import parley.engine.kernel.Scenario;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;

/** What an administrator changes of the prices, on the actor itself. */
class PriceListTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final UserId ROOT = new UserId("root");
    private static final Price CHEAP = Price.of(new ModelRef("openai", "gpt"), "1", "1");
    private static final Price DEAR = Price.of(new ModelRef("openai", "gpt"), "30", "30");
    private static final Price OTHER = Price.of(new ModelRef("ollama", "llama"), "1", "0");

    @RegisterExtension
    static final Scenario<PriceList.Command, PriceList.Event, PriceBook> list = Scenario.of(shard -> PriceList.create(
            shard,
            new PriceSettings(
                    EntitySettings.from(ConfigFactory.load().getConfig("parley.entity")), List.of(CHEAP, OTHER))));

    @Test
    void is_the_configured_one_until_somebody_changes_it() {
        list.given().when(PriceList.Get::new).then().replies(new PriceBook(0, List.of(CHEAP, OTHER)));
    }

    @Test
    void a_row_that_is_set_stands_instead_of_the_default_and_names_its_version() {
        list.given()
                .when(to -> new PriceList.SetPrice(DEAR, ROOT, NOON, to))
                .then(set(DEAR, 1))
                .replies(new PriceBook(1, List.of(DEAR.at(1), OTHER)));
    }

    @Test
    void versions_count_every_change() {
        list.given(set(DEAR, 1), new PriceList.PriceRemoved("openai", "gpt", ROOT, NOON))
                .when(to -> new PriceList.SetPrice(DEAR.at(99), ROOT, NOON, to))
                .then(set(DEAR, 3))
                .replies(new PriceBook(3, List.of(DEAR.at(3), OTHER)));
    }

    @Test
    void a_default_can_be_removed_and_set_again() {
        PriceList.PriceRemoved removed = new PriceList.PriceRemoved("ollama", "llama", ROOT, NOON);
        list.given()
                .when(to -> new PriceList.RemovePrice("ollama", "llama", ROOT, NOON, to))
                .then(removed)
                .replies(new PriceBook(1, List.of(CHEAP)));
        list.given(removed)
                .when(to -> new PriceList.SetPrice(OTHER, ROOT, NOON, to))
                .then(set(OTHER, 2))
                .replies(new PriceBook(2, List.of(CHEAP, OTHER.at(2))));
    }

    @Test
    void removing_a_row_that_was_set_does_not_bring_the_default_back() {
        list.given(set(DEAR, 1))
                .when(to -> new PriceList.RemovePrice("openai", "gpt", ROOT, NOON, to))
                .then(new PriceList.PriceRemoved("openai", "gpt", ROOT, NOON))
                .replies(new PriceBook(2, List.of(OTHER)));
    }

    @Test
    void refuses_to_remove_what_is_not_there() {
        list.given()
                .when(to -> new PriceList.RemovePrice("openai", "gpt-9", ROOT, NOON, to))
                .refuses(NOT_FOUND);
        list.given(new PriceList.PriceRemoved("openai", "gpt", ROOT, NOON))
                .when(to -> new PriceList.RemovePrice("openai", "gpt", ROOT, NOON, to))
                .refuses(NOT_FOUND);
    }

    @Test
    void comes_back_from_its_journal_as_it_was() {
        list.given(set(DEAR, 1), new PriceList.PriceRemoved("ollama", "llama", ROOT, NOON));
        assertThat(list.replayed()).isEqualTo(list.state());
    }

    private static PriceList.PriceSet set(Price price, long version) {
        return new PriceList.PriceSet(price.at(version), ROOT, NOON);
    }
}
