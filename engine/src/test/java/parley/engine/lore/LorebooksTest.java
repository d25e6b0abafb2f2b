package parley.engine.lore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.Refusal;

/** Files with lorebooks, good and bad: MANIFEST, lorebook-* and lore-*. */
final class LorebooksTest {
    private static byte[] file(String name) {
        try (InputStream open =
                Objects.requireNonNull(LorebooksTest.class.getResourceAsStream("/cards/" + name), name)) {
            return open.readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static ObjectNode book(String name) {
        return Lorebooks.book(file(name), "file");
    }

    private static ObjectNode read(String json) {
        return Lorebooks.book(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "file");
    }

    private static LoreEntry only(ObjectNode book) {
        Lorebook lorebook = Lorebooks.of("ada", book);
        assertThat(lorebook.entries()).hasSize(1);
        return lorebook.entries().getFirst();
    }

    @Test
    void every_kind_of_file_gives_its_one_entry() {
        assertThat(only(book("edge/lorebook-v3.json")).keys()).containsExactly("lamp");
        assertThat(only(book("edge/lorebook-st-list.json")).keys()).containsExactly("lamp");
        assertThat(only(book("edge/lorebook-nai.lorebook")).keys()).containsExactly("lamp", "/oil(ed)?/i");
        assertThat(only(book("edge/lorebook-risu.json")).keys()).containsExactly("lamp", "oil");
        assertThat(only(book("edge/lorebook-agnai.json")).matching().wildcards())
                .isTrue();
        assertThat(book("edge/lorebook-st-list.json").path("name").asText()).isEqualTo("file");
        assertThat(book("edge/lorebook-v3.json").path("name").asText()).isEqualTo("B");
    }

    @Test
    void world_info_becomes_a_cards_book_with_all_that_it_says() {
        LoreEntry entry = only(book("edge/lorebook-st.json"));
        assertThat(entry.stand()).isEqualTo(new LoreEntry.Stand(Place.AT_DEPTH, 2, Role.USER, ""));
        assertThat(entry.logic()).isEqualTo(LoreEntry.Logic.AND_ALL);
        assertThat(entry.selective()).isTrue();
        assertThat(entry.secondaryKeys()).containsExactly("oil");
        assertThat(entry.grouping().groups()).containsExactly("g");
        assertThat(entry.matching().scanDepth()).isNull();

        ObjectNode book = read("{'name':'W','mood':'dark','entries':{'3':{'uid':3,'key':['a'],'keysecondary':[],"
                + "'content':'C','order':7,'position':1,'disable':true,'delayUntilRecursion':2,'excludeRecursion':true,"
                + "'preventRecursion':true,'matchPersonaDescription':true,'ignoreBudget':true,'outletName':'o',"
                + "'sticky':1,'cooldown':2,'delay':3,'probability':30,'useProbability':true,'characterFilter':{'x':1},"
                + "'theirOwn':[1.50]}}}");
        entry = only(book);
        assertThat(entry.enabled()).isFalse();
        assertThat(entry.order()).isEqualTo(7);
        assertThat(entry.recursion()).isEqualTo(new LoreEntry.Recursion(true, true, 2));
        assertThat(entry.matching().sources()).containsExactly(LoreEntry.Source.PERSONA);
        assertThat(entry.timing()).isEqualTo(new LoreEntry.Timing(1, 2, 3));
        assertThat(entry.probability()).isEqualTo(30);
        assertThat(entry.ignoreBudget()).isTrue();
        JsonNode written = book.path("entries").path(0);
        assertThat(written.path("extensions").path("their_own").toString()).isEqualTo("[1.50]");
        assertThat(written.path("extensions").path("characterFilter").path("x").asInt())
                .isEqualTo(1);
        assertThat(written.path("id").asInt()).isEqualTo(3);
        assertThat(book.path("extensions").path("mood").asText()).isEqualTo("dark");
    }

    @Test
    void a_v2_book_keeps_every_field_and_learns_whether_its_keys_are_patterns() {
        ObjectNode book = read("{'description':'D','scan_depth':5,'extensions':{'x':1},'entries':[{'keys':['/a/'],"
                + "'content':'C','enabled':true,'insertion_order':1,'theirs':{'b':2}},{'keys':['b'],'content':'C',"
                + "'extensions':{'c':3}}]}");
        assertThat(book.path("scan_depth").asInt()).isEqualTo(5);
        assertThat(book.path("extensions").path("x").asInt()).isEqualTo(1);
        assertThat(book.path("entries").path(0).path("theirs").path("b").asInt())
                .isEqualTo(2);
        assertThat(book.path("entries").path(0).path("use_regex").asBoolean()).isTrue();
        assertThat(book.path("entries").path(1).path("use_regex").asBoolean(true))
                .isFalse();
        assertThat(read(book.toString())).isEqualTo(book);
    }

    @Test
    void what_a_foreign_entry_says_beyond_v3_is_kept_under_its_applications_name() {
        JsonNode novel = book("edge/lorebook-nai.lorebook").path("entries").path(0);
        assertThat(novel.path("insertion_order").asInt()).isEqualTo(400);
        assertThat(novel.path("comment").asText()).isEqualTo("N");
        assertThat(novel.path("use_regex").asBoolean()).isTrue();
        assertThat(novel.at("/extensions/novelai/contextConfig/trimDirection").asText())
                .isEqualTo("trimBottom");
        JsonNode agnai = book("edge/lorebook-agnai.json").path("entries").path(0);
        assertThat(agnai.path("insertion_order").asInt()).isEqualTo(20);
        assertThat(agnai.path("priority").asInt()).isEqualTo(10);
        ObjectNode risu = read("{'type':'risu','data':[{'key':'/a,b/i','secondkey':'','comment':'','content':'t',"
                + "'mode':'normal','insertorder':1,'alwaysActive':false,'selective':false,'activationPercent':25,"
                + "'extentions':{'risu_case_sensitive':true},'folder':'f'}]}");
        assertThat(only(risu).keys()).containsExactly("/a,b/i");
        assertThat(only(risu).probability()).isEqualTo(25);
        assertThat(only(risu).matching().caseSensitive()).isTrue();
        assertThat(risu.at("/entries/0/extensions/risuai/folder").asText()).isEqualTo("f");
    }

    @Test
    void a_cards_own_book_may_be_sloppy() {
        Lorebook book = Telling.book(
                "ada",
                "{'scan_depth':-1,'token_budget':-5,'recursive_scanning':null,'entries':[{'keys':'a, b','content':'x',"
                        + "'enabled':'yes','insertion_order':'12','use_regex':'no','extensions':{'depth':1e9,'role':99,"
                        + "'probability':-3}},{'keys':null,'content':null,'extensions':null,'insertion_order':1e308},7]}");
        assertThat(book.scanDepth()).isEmpty();
        assertThat(book.tokenBudget()).isEmpty();
        assertThat(book.entries()).hasSize(2);
        LoreEntry entry = book.entries().getFirst();
        assertThat(entry.keys()).containsExactly("a", "b");
        assertThat(entry.order()).isEqualTo(12);
        assertThat(entry.probability()).isZero();
        assertThat(entry.stand().role()).isEqualTo(Role.SYSTEM);
        assertThat(entry.matching().patterns()).isFalse();
    }

    @Test
    void entries_as_a_map_are_entries() {
        Lorebook book = Lorebooks.of("ada", ofCard("hostile/lore-entries-as-map.json"));
        assertThat(book.entries()).extracting(LoreEntry::content).containsExactly("one", "two");
    }

    private static JsonNode ofCard(String name) {
        return book(name);
    }

    @Test
    void entries_that_wake_each_other_in_a_circle_go_in_once() {
        Telling telling = Telling.of().books(Lorebooks.of("ada", ofCard("hostile/lore-loop.json")));
        assertThat(telling.said("hi").found().placed()).hasSize(4);
    }

    @Test
    void a_chain_of_two_thousand_ends() {
        Telling telling = Telling.of().books(Lorebooks.of("ada", ofCard("hostile/lore-chain-2000.json")));
        assertThat(telling.said("link0x").budget(1_000_000).found().placed()).hasSize(64);
    }

    @Test
    void patterns_that_never_end_keep_nobody_out() {
        Telling telling = Telling.of().books(Lorebooks.of("ada", ofCard("hostile/lore-redos.json")));
        assertThat(telling.said("a".repeat(40) + "!", "lamp").in()).contains("lamp");
    }

    @Test
    void refusals_say_what_is_wrong() {
        assertThatThrownBy(() -> read("{'entries':"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("this is no JSON");
        assertThatThrownBy(() -> read("[1]")).isInstanceOf(Refusal.class).hasMessageContaining("a JSON object");
        assertThatThrownBy(() -> read("{'a':1}")).isInstanceOf(Refusal.class).hasMessageContaining("no entries");
        assertThatThrownBy(() -> read("{'entries':[3]}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("entry 0");
        assertThatThrownBy(() -> read("{'spec':'chara_card_v2','data':{'name':'x'}}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("without a lorebook");
        assertThatThrownBy(() -> read("{'entries':[" + "{'keys':['a'],'content':'b'},".repeat(10_000)
                        + "{'keys':['a'],'content':'b'}]}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("at most 10000 entries, this one has 10001");
        assertThatThrownBy(() -> read("{'entries':[{'content':'c','keys':['" + "k".repeat(1_000_001) + "']}]}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("keys");
        assertThatThrownBy(() -> read("[".repeat(5000))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Lorebooks.book(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xd8}, "x"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Lorebooks.book(new byte[0], "x")).isInstanceOf(Refusal.class);
    }

    @Test
    void a_byte_order_mark_and_other_encodings_of_unicode_are_read() {
        String json = "{\"entries\":[{\"keys\":[\"é\"],\"content\":\"c\"}]}";
        assertThat(only(Lorebooks.book(("\ufeff" + json).getBytes(StandardCharsets.UTF_8), "x"))
                        .keys())
                .containsExactly("é");
        assertThat(only(Lorebooks.book(("\ufeff" + json).getBytes(StandardCharsets.UTF_16LE), "x"))
                        .keys())
                .containsExactly("é");
    }
}
