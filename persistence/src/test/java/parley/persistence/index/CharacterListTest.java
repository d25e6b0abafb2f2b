package parley.persistence.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.engine.agent.Agent;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Casting;
import parley.engine.agent.CharacterProfile;
import parley.engine.agent.CharacterQuery;
import parley.engine.agent.CharacterQuery.Order;
import parley.engine.agent.Persona;
import parley.engine.agent.Portrait;
import parley.engine.card.Card;
import parley.engine.card.CardPrint;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;
import parley.persistence.Store;
import parley.persistence.database.Database;
import parley.persistence.journal.Rebuild;

@ParameterizedClass
@EnumSource(Store.class)
class CharacterListTest {
    private static final Instant T0 = Instant.parse("2026-11-21T08:00:00Z");
    private static final Page.Request FIRST = new Page.Request(1, 100, true);

    @SuppressWarnings("NullAway.Init")
    private static ActorTestKit kit;

    private final String id = UUID.randomUUID().toString();
    private final UserId owner = new UserId("u-" + id);
    private final AgentList agents;

    CharacterListTest(Store store) {
        Database database = Database.of(kit.system());
        assertThat(database.dialect().name()).isEqualTo(store.name());
        agents = new AgentList(database);
    }

    @BeforeParameterizedClassInvocation
    static void open(Store store) {
        kit = ActorTestKit.create("characters", store.fresh());
    }

    @AfterParameterizedClassInvocation
    static void close() {
        kit.shutdownTestKit();
    }

    @Test
    void a_character_is_listed_without_its_card_right_after_it_was_made() throws Exception {
        store("a", created(casting("Mira", "Fantasy", "d".repeat(5_000)), 0));

        assertThat(characters(null, null).items())
                .containsExactly(new CharacterProfile(
                        new AgentId(id + "a"),
                        owner,
                        "Mira",
                        List.of("Fantasy", "OC"),
                        "Ada",
                        "1.2",
                        "d".repeat(200),
                        "curious",
                        "file-1",
                        T0,
                        T0));
        Page<AgentProfile> listed = join(agents.agents(owner, FIRST));
        assertThat(Castings.write(listed.items().getFirst().casting()))
                .hasSizeLessThan(6_000)
                .doesNotContain("a long book");
    }

    @Test
    void characters_are_found_by_a_whole_tag_and_by_words_whatever_their_case() {
        store("a", created(casting("Mira", "Sci-Fi", "Flies a ship."), 0));
        store("b", created(casting("Otto", "Fi", "Digs 100% of all holes."), 1));
        store("c", created(plain("Mirabelle"), 2));

        assertThat(names(characters("sci-fi", null))).containsExactly("Mira");
        assertThat(names(characters("FI", null))).containsExactly("Otto");
        assertThat(names(characters(null, "MIR"))).containsExactly("Mira");
        assertThat(names(characters(null, "100%"))).containsExactly("Otto");
        assertThat(names(characters(null, "1_0"))).isEmpty();
        assertThat(names(characters("oc", "holes"))).containsExactly("Otto");
        assertThat(characters("oc", null).total()).isEqualTo(2);
    }

    @Test
    void characters_are_sorted_by_name_and_times_and_come_in_pages() {
        store("a", created(casting("mira", "x", ""), 0), new Agent.Recast(casting("zoe", "x", ""), at(9)));
        store("b", created(casting("Otto", "x", ""), 1));
        store("c", created(casting("ann", "x", ""), 2));
        store("d", created(casting("Gone", "x", ""), 3), new Agent.Retired(at(4)));

        assertThat(names(sorted(Order.NAME, FIRST))).containsExactly("ann", "Otto", "zoe");
        assertThat(names(sorted(Order.UPDATED, new Page.Request(1, 2, false)))).containsExactly("zoe", "ann");
        assertThat(names(sorted(Order.UPDATED, new Page.Request(2, 2, false)))).containsExactly("Otto");
        assertThat(names(sorted(Order.CREATED, new Page.Request(1, 9, false)))).containsExactly("ann", "Otto", "zoe");
    }

    @Test
    void an_agent_that_is_given_another_card_or_none_is_listed_as_it_is_now() {
        store("a", created(plain("Ann"), 0), new Agent.Recast(casting("Mira", "x", ""), at(1)));
        store("b", created(casting("Bob", "x", ""), 0), new Agent.Recast(plain("Bob"), at(1)));

        assertThat(names(characters(null, null))).containsExactly("Mira");
    }

    @Test
    void what_no_database_takes_in_a_card_does_not_keep_it_from_being_written() {
        store("a", created(casting("Nul\u0000l", "a\u0000\nb", "half \uD800 a pair and \u0000"), 0));

        assertThat(characters("a b", "nul l").items())
                .singleElement()
                .satisfies(it -> assertThat(it.name()).isEqualTo("Nul\u0000l"));
    }

    @Test
    void the_list_comes_back_from_the_journal() throws Exception {
        store("a", created(casting("Mira", "x", ""), 0));
        List<CharacterProfile> before = characters("x", null).items();

        Database.of(kit.system()).write(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate("DELETE FROM \"agent\"");
            }
        });
        join(Rebuild.of(kit.system()).run(_ -> {}));

        assertThat(characters("x", null).items()).isEqualTo(before).hasSize(1);
    }

    @Test
    void a_card_is_known_again_by_what_it_holds_as_long_as_somebody_has_it() throws Exception {
        Casting mira = casting("Mira", "x", "");
        store("a", created(mira, 1));
        store("b", created(mira, 2));
        store("c", created(casting("Otto", "x", ""), 3), new Agent.Recast(casting("Ann", "x", ""), at(4)));
        store("d", created(casting("Gone", "x", ""), 5), new Agent.Retired(at(6)));

        for (int time = 0; time < 2; time++) {
            assertThat(holder(mira)).hasValue(new AgentId(id + "a"));
            assertThat(holder(casting("Ann", "x", ""))).hasValue(new AgentId(id + "c"));
            assertThat(holder(casting("Otto", "x", ""))).isEmpty();
            assertThat(holder(casting("Gone", "x", ""))).isEmpty();
            join(Rebuild.of(kit.system()).run(_ -> {}));
        }
    }

    private Optional<AgentId> holder(Casting casting) {
        if (!(casting.persona() instanceof Persona.Carded carded)) throw new IllegalArgumentException("no card");
        CardPrintList prints = new CardPrintList(Database.of(kit.system()));
        return join(prints.holder(owner, CardPrint.of(carded.card())));
    }

    private Casting casting(String name, String tag, String description) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("name", name).put("description", description).put("personality", "curious");
        data.put("creator", "Ada").put("character_version", "1.2");
        data.putArray("tags").add(tag).add("OC");
        data.putObject("character_book").put("name", "a long book");
        ObjectNode card = JsonNodeFactory.instance.objectNode().put("spec", "chara_card_v2");
        card.put("spec_version", "2.0").set("data", data);
        return new Casting(
                name,
                new Persona.Carded(Card.of(card.toString().replace("\uD800", "\\ud800")), new Portrait("file-1", null)),
                new ModelRef("scripted", "demo"),
                Voice.NONE);
    }

    private static Casting plain(String name) {
        return new Casting(name, new Persona.Plain("You are " + name), new ModelRef("scripted", "demo"), Voice.NONE);
    }

    private Agent.Event created(Casting casting, int seconds) {
        return new Agent.Created(owner, casting, at(seconds));
    }

    private static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }

    private Page<CharacterProfile> characters(@Nullable String tag, @Nullable String text) {
        return join(agents.characters(owner, new CharacterQuery(tag, text, Order.NAME, FIRST)));
    }

    private Page<CharacterProfile> sorted(Order order, Page.Request page) {
        return join(agents.characters(owner, new CharacterQuery(null, null, order, page)));
    }

    private static List<String> names(Page<CharacterProfile> page) {
        return page.items().stream().map(CharacterProfile::name).toList();
    }

    private void store(String agent, Journaled... events) {
        join(Diary.write(kit, PersistenceId.of("Agent", id + agent), List.of(events)));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
