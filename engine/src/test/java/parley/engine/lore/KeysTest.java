package parley.engine.lore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which keys wake an entry: cards.md 1.7 and 2.1 (4), (5); Character Card V3, entries Fields. */
final class KeysTest {
    private static String keyed(String key, String rest) {
        return "{'comment':'" + key + "','keys':['" + key + "'],'content':'C'" + rest + "}";
    }

    private static List<String> in(String key, String said) {
        return Telling.of(keyed(key, "")).said(said).in();
    }

    @Test
    void a_word_stands_alone_in_any_alphabet() {
        assertThat(in("caf", "Ein café.")).isEmpty();
        assertThat(in("café", "Ein CAFÉ!")).isNotEmpty();
        assertThat(in("дом", "Домой!")).isEmpty();
        assertThat(in("дом", "«Дом»")).isNotEmpty();
        assertThat(in("rose", "rose\u0301")).isEmpty();
        assertThat(in("ада", "я_ада")).isEmpty();
    }

    @Test
    void a_word_of_a_script_without_blanks_stands_anywhere() {
        assertThat(in("北京", "我在北京市")).isNotEmpty();
        assertThat(in("カメラ", "カメラマン")).isNotEmpty();
        assertThat(in("แมว", "ฉันชอบแมวมาก")).isNotEmpty();
        assertThat(in("서울", "서울에서 만나요")).isNotEmpty();
        assertThat(in("cat", "我cat你")).isNotEmpty();
        assertThat(in("cat", "我 concat 你")).isEmpty();
    }

    @Test
    void a_word_inside_others_matches_where_the_settings_or_the_entry_let_it() {
        LoreSettings loose =
                new LoreSettings(2, true, false, false, true, 0, 0, 0, false, LoreSettings.Precedence.CHARACTERS_FIRST);
        String strict = ",'extensions':{'match_whole_words':true}";

        assertThat(Telling.of(keyed("king", "")).with(loose).said("liking").in())
                .isNotEmpty();
        assertThat(Telling.of(keyed("king", strict)).with(loose).said("liking").in())
                .isEmpty();
        assertThat(Telling.of(keyed("king", ",'extensions':{'match_whole_words':false}"))
                        .said("liking")
                        .in())
                .isNotEmpty();
    }

    @Test
    void what_stands_alone_later_is_found_although_it_stood_inside_a_word_before() {
        assertThat(in("a", "banana a")).isNotEmpty();
        assertThat(Telling.of(keyed("an", ""), keyed("banana", ""), keyed("ana", ""))
                        .said("banana, ana")
                        .in())
                .containsExactly("banana", "ana");
    }

    @Test
    void case_counts_where_the_entry_or_its_extension_says_so() {
        String[] entries = {keyed("Rose", ",'case_sensitive':true"), keyed("rose", "")};
        assertThat(Telling.of(entries).said("a ROSE").in()).containsExactly("rose");
        assertThat(Telling.of(entries).said("Rose").in()).containsExactly("Rose", "rose");
        assertThat(Telling.of(keyed("Rose", ",'extensions':{'caseSensitive':true}"))
                        .said("rose")
                        .in())
                .isEmpty();
        assertThat(in("ΟΔΟΣ", "η οδος")).isNotEmpty();
    }

    @Test
    void blank_keys_match_nothing_and_ask_nothing() {
        assertThat(in(" ", "a b")).isEmpty();
        assertThat(Telling.of(keyed("{{// nothing}}", "")).said("a").in()).isEmpty();
        assertThat(Telling.of(keyed("a", ",'selective':true,'secondary_keys':['',' ']"))
                        .said("a")
                        .in())
                .isNotEmpty();
    }

    @Test
    void secondary_keys_ask_in_four_ways() {
        String[] said = {"gate", "north gate", "iron north gate"};
        assertThat(logic(0, said)).containsExactly(false, true, true);
        assertThat(logic(1, said)).containsExactly(true, true, false);
        assertThat(logic(2, said)).containsExactly(true, false, false);
        assertThat(logic(3, said)).containsExactly(false, false, true);
    }

    private static List<Boolean> logic(int logic, String... said) {
        Telling telling = Telling.of(keyed(
                "gate",
                ",'selective':true,'secondary_keys':['north','iron'],'extensions':{'selectiveLogic':" + logic + "}"));
        return List.of(said).stream()
                .map(it -> !telling.said(it).in().isEmpty())
                .toList();
    }

    @Test
    void the_reason_tells_a_missing_second_key_from_a_missing_first() {
        Telling telling = Telling.of(keyed("gate", ",'selective':true,'secondary_keys':['north']"));
        assertThat(telling.said("gate").reasons()).containsEntry("gate", "secondary");
        assertThat(telling.said("north").reasons()).containsEntry("gate", "no-key");
        assertThat(telling.said("north gate").found().trace().getFirst().matched())
                .isEqualTo("gate");
    }

    @Test
    void names_are_searched_with_what_they_said_unless_the_settings_forbid_it() {
        Telling telling = Telling.of(keyed("Ada", "")).said("I see.", "Hm.");
        assertThat(telling.in()).containsExactly("Ada");
        LoreSettings nameless =
                new LoreSettings(2, true, false, true, false, 0, 0, 0, false, LoreSettings.Precedence.CHARACTERS_FIRST);
        assertThat(telling.with(nameless).in()).isEmpty();
    }

    @Test
    void an_entry_searches_what_it_asks_for_beside_the_talk() {
        LoreScene.About about = new LoreScene.About("kobold", "dragon", "grim", "cave", "whisper", "note");
        assertThat(Telling.of(
                                keyed("kobold", ",'extensions':{'match_persona_description':true}"),
                                keyed("dragon", ",'extensions':{'match_character_description':true}"),
                                keyed("grim", ",'extensions':{'match_character_personality':true}"),
                                keyed("whisper", ",'extensions':{'match_character_depth_prompt':true}"),
                                keyed("cave", ",'extensions':{'match_scenario':true}"),
                                keyed("note", ",'extensions':{'matchCreatorNotes':true}"))
                        .about(about)
                        .said("Hm.")
                        .in())
                .containsExactly("kobold", "dragon", "grim", "whisper", "cave", "note");
        assertThat(Telling.of(
                                keyed("dragon", ""),
                                keyed("grim", ",'extensions':{'match_scenario':true}"),
                                keyed("/drag./", ",'extensions':{'match_scenario':true}"))
                        .about(about)
                        .said("Hm.")
                        .in())
                .isEmpty();
    }

    @Test
    void a_depth_of_nothing_matches_nothing_not_even_what_others_tell() {
        Telling telling = Telling.of(
                keyed("lamp", ",'extensions':{'scan_depth':0}"),
                "{'comment':'all','constant':true,'content':'lamp'}",
                keyed("oil", ",'extensions':{'scan_depth':3}"));
        assertThat(telling.said("oil lamp", "a", "b").in()).containsExactly("all", "oil");
    }

    @Test
    void a_books_depth_holds_for_that_book_alone() {
        Lorebook deep = Telling.book("ada", "{'scan_depth':3,'entries':[" + keyed("lamp", "") + "]}");
        Lorebook flat = Telling.book("global", "{'scan_depth':1,'entries':[" + keyed("oil", "") + "]}");
        Telling telling = Telling.of().books(deep, flat);
        assertThat(telling.said("lamp", "a", "b").in()).containsExactly("lamp");
        assertThat(telling.said("lamp", "oil", "b").in()).containsExactly("lamp");
        assertThat(telling.said("lamp", "a", "oil").in()).containsExactly("lamp", "oil");
    }

    @Test
    void comments_in_a_message_are_not_searched() {
        assertThat(in("lamp", "dark {{// a lamp}} and {{comment: lamp}} {{ Comment: lamp }}"))
                .isEmpty();
        assertThat(in("lamp", "{{// a}} lamp {{open")).isNotEmpty();
    }

    @Test
    void wildcards_of_agnai_stand_for_letters() {
        String marked = ",'use_regex':false,'extensions':{'parley':{'wildcards':true}}";
        assertThat(Telling.of(keyed("lamp*", marked), keyed("o?l", marked), keyed("*ight", marked))
                        .said("Lampions, an owl at Midnight")
                        .in())
                .containsExactly("lamp*", "o?l", "*ight");
        assertThat(Telling.of(keyed("lamp*", marked), keyed("o?l", marked))
                        .said("clamps and ol and oval")
                        .in())
                .isEmpty();
    }

    @Test
    void two_entries_with_the_same_number_are_two_entries() {
        assertThat(Telling.of(keyed("a", ",'id':7"), keyed("b", ",'id':7"), keyed("a", ",'id':7"))
                        .said("a b")
                        .in())
                .containsExactly("a", "b", "a");
    }

    @Test
    void triggers_are_kinds_of_generation() {
        Telling telling = Telling.of(keyed("a", ",'extensions':{'triggers':['Swipe','continue']}"))
                .said("a");
        assertThat(telling.reasons()).containsEntry("a", "trigger");
        assertThat(telling.generation("swipe").in()).containsExactly("a");
    }
}
