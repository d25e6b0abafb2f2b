package parley.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.api.ConversationRoutesTest.TWO;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class RulesRoutesTest {
    private static final String APPROVED = "'rules':{'approval':true,'whenBusy':'queue'},";

    private final House house = new House(Duration.ofSeconds(15));
    private final Client ada = house.person("ada");

    @AfterAll
    void close() {
        house.close();
    }

    private void open(String id, String more) {
        Client.Reply opened = ada.post("/api/v1/conversations", "{'id':'" + id + "'," + more + TWO + "}");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
    }

    @Test
    void opens_with_rules_of_which_every_part_may_be_left_out() {
        open(
                "ruled",
                "'rules':{'speakers':{'rule':'mention','otherwise':{'rule':'weighted','weights':{'guest-1':1}}},"
                        + "'until':{'limit':'any','of':[{'limit':'time','most':'PT5M'},{'limit':'phrase','text':'goodbye'}]},"
                        + "'summarizer':'scripted/demo'},");

        assertThat(ada.get("/api/v1/conversations/ruled/rules").body().replace('"', '\''))
                .isEqualTo("{'speakers':{'rule':'mention','otherwise':{'rule':'weighted','weights':{'guest-1':1.0}}},"
                        + "'until':{'limit':'any','of':[{'limit':'time','most':'PT5M'},{'limit':'phrase','text':'goodbye'}]},"
                        + "'whenBusy':'reject','approval':false,'summarizer':'scripted/demo','splice':false}");
    }

    @Test
    void replaces_all_rules_at_once() {
        open("replaced", APPROVED);

        Client.Reply replaced = ada.put("/api/v1/conversations/replaced/rules", "{'until':{'limit':'turns','most':2}}");

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().at("/rules/until/most").asInt()).isEqualTo(2);
        assertThat(replaced.json().at("/rules/whenBusy").asText()).isEqualTo("reject");
        assertThat(replaced.json().at("/rules/approval").asBoolean(true)).isFalse();
    }

    @Test
    void names_what_a_rule_can_be_where_one_is_unknown() {
        open("strange", "");
        String speakers = "round-robin, mention, weighted, pooled, manual, scripted, model";

        assertThat(rules("{'speakers':{'rule':'loudest'}}"))
                .isEqualTo("422 invalid: speakers.rule must be one of " + speakers);
        assertThat(rules("{'speakers':{}}")).isEqualTo("422 invalid: speakers.rule must be one of " + speakers);
        assertThat(rules("{'until':{'limit':'any','of':[{'limit':'forever'}]}}"))
                .startsWith("422 invalid: until.of[0].limit must be one of turns, everyone, tokens");
        assertThat(rules("{'whenBusy':'shout'}"))
                .isEqualTo("422 invalid: whenBusy must be one of reject, queue, interject, interrupt, roll-back");
        assertThat(rules("{'whenBusy':1}")).contains("whenBusy");
        assertThat(ada.post("/api/v1/conversations", "{'rules':{'speakers':{'rule':'x'}}," + TWO + "}")
                        .problem())
                .isEqualTo("422 invalid: rules.speakers.rule must be one of " + speakers);
    }

    @Test
    void refuses_rules_that_are_beyond_their_caps_or_not_on_offer() {
        open("caps", "");

        assertThat(rules("{'until':{'limit':'turns','most':0}}"))
                .isEqualTo("422 invalid: turns.most must be at least 1");
        assertThat(rules("{'until':{'limit':'turns','most':1,'often':1}}"))
                .startsWith("422 invalid: unknown field until.often");
        assertThat(rules("{'speakers':{'rule':'model','model':'nobody/knows'}}"))
                .startsWith("422 invalid: the model nobody/knows is not on offer");
        assertThat(rules("{'until':{'limit':'judged','model':'nobody/knows'}}")).startsWith("422 invalid: the model");
        assertThat(rules("{'summarizer':'nobody/knows'}")).startsWith("422 invalid: the model");
        assertThat(rules("{'colour':'red'}")).startsWith("422 invalid: unknown field colour");
        assertThat(rules("[]")).startsWith("400 malformed");
        String deep = "{'limit':'any','of':[".repeat(20) + "{'limit':'turns','most':1}" + "]}".repeat(20);
        assertThat(rules("{'until':" + deep + "}")).startsWith("400 malformed: the body is nested too deeply");
        assertThat(rules("{'until':{'limit':'phrase','text':'" + "x".repeat(1 << 20) + "'}}"))
                .startsWith("413 too_large");
        assertThat(rules("{'until':{'limit':'phrase','text':'" + "x".repeat(2_001) + "'}}"))
                .isEqualTo("422 invalid: phrase.text must be at most 2000 characters");
    }

    private String rules(String rules) {
        return ada.put("/api/v1/conversations/strange/rules", rules).problem();
    }
}
