package parley.engine.floor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.engine.agent.AgentId;
import parley.engine.kernel.JournalJson;
import parley.engine.kernel.Journaled;
import parley.engine.llm.ModelRef;

/** How rules and limits are written in the journal and in requests. */
class ShapesTest {
    @JsonTypeName("test.manners")
    record Manners(SpeakerRule rule, Limit limit) implements Journaled {}

    private static final JournalJson JOURNAL = JournalJson.of(Manners.class);

    /** As strict as the one that reads requests, and knowing no more of times than that. */
    private static final JsonMapper REQUESTS = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private static final AgentId ADA = new AgentId("agent-ada");
    private static final AgentId BOB = new AgentId("agent-bob");
    private static final SpeakerRule RULE = new SpeakerRule.RoundRobin();
    private static final Limit LIMIT = new Limit.Turns(3);

    static Stream<Map.Entry<SpeakerRule, String>> rules() {
        return Stream.of(
                Map.entry(new SpeakerRule.RoundRobin(), "{'rule':'round-robin'}"),
                Map.entry(
                        new SpeakerRule.Mention(new SpeakerRule.Pooled()),
                        "{'rule':'mention','otherwise':{'rule':'pooled'}}"),
                Map.entry(
                        new SpeakerRule.Weighted(Map.of(ADA, 0.25)),
                        "{'rule':'weighted','weights':{'agent-ada':0.25}}"),
                Map.entry(new SpeakerRule.Pooled(), "{'rule':'pooled'}"),
                Map.entry(new SpeakerRule.Manual(), "{'rule':'manual'}"),
                Map.entry(
                        new SpeakerRule.Scripted(List.of(ADA, BOB, ADA), true),
                        "{'rule':'scripted','order':['agent-ada','agent-bob','agent-ada'],'repeat':true}"),
                Map.entry(
                        new SpeakerRule.Model(ModelRef.of("local/llama"), "Be fair.", 5),
                        "{'rule':'model','model':'local/llama','instruction':'Be fair.','tries':5}"));
    }

    static Stream<Map.Entry<Limit, String>> limits() {
        return Stream.of(
                Map.entry(new Limit.Turns(3), "{'limit':'turns','most':3}"),
                Map.entry(new Limit.Everyone(2), "{'limit':'everyone','times':2}"),
                Map.entry(new Limit.Tokens(4_000_000_000L), "{'limit':'tokens','most':4000000000}"),
                Map.entry(new Limit.Credits(7), "{'limit':'credits','most':7}"),
                Map.entry(new Limit.Time(Duration.ofMinutes(5)), "{'limit':'time','most':'PT5M'}"),
                Map.entry(new Limit.Phrase("the end"), "{'limit':'phrase','text':'the end'}"),
                Map.entry(new Limit.Mention("Max"), "{'limit':'mention','name':'Max'}"),
                Map.entry(new Limit.Silence(4), "{'limit':'silence','turns':4}"),
                Map.entry(new Limit.Repetition(0.5, 3), "{'limit':'repetition','similarity':0.5,'times':3}"),
                Map.entry(
                        new Limit.Judged(ModelRef.of("local/llama"), "Done?", 2),
                        "{'limit':'judged','model':'local/llama','question':'Done?','every':2}"),
                Map.entry(
                        new Limit.Any(List.of(LIMIT, new Limit.All(List.of(new Limit.Credits(7), LIMIT)))),
                        "{'limit':'any','of':[{'limit':'turns','most':3},{'limit':'all','of':"
                                + "[{'limit':'credits','most':7},{'limit':'turns','most':3}]}]}"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_journal_and_a_request_hold_a_rule_in_the_same_shape(Map.Entry<SpeakerRule, String> rule) throws Exception {
        Manners manners = new Manners(rule.getKey(), LIMIT);
        assertThat(written(manners))
                .isEqualTo(json("{'rule':" + rule.getValue() + ",'limit':{'limit':'turns','most':3}}"));
        assertThat(read(written(manners))).isEqualTo(manners);
        assertThat(REQUESTS.readValue(json(rule.getValue()), SpeakerRule.class)).isEqualTo(rule.getKey());
    }

    @ParameterizedTest
    @MethodSource("limits")
    void the_journal_and_a_request_hold_a_limit_in_the_same_shape(Map.Entry<Limit, String> limit) throws Exception {
        Manners manners = new Manners(RULE, limit.getKey());
        assertThat(written(manners))
                .isEqualTo(json("{'rule':{'rule':'round-robin'},'limit':" + limit.getValue() + "}"));
        assertThat(read(written(manners))).isEqualTo(manners);
        assertThat(REQUESTS.readValue(json(limit.getValue()), Limit.class)).isEqualTo(limit.getKey());
    }

    @Test
    void every_member_is_among_those_examined() {
        Set<Class<?>> examined = new HashSet<>(Set.of(Limit.All.class));
        rules().forEach(it -> examined.add(it.getKey().getClass()));
        limits().forEach(it -> examined.add(it.getKey().getClass()));
        Set<Class<?>> permitted = new HashSet<>(List.of(SpeakerRule.class.getPermittedSubclasses()));
        permitted.addAll(List.of(Limit.class.getPermittedSubclasses()));
        assertThat(examined).isEqualTo(permitted);
    }

    @Test
    void what_may_be_left_out_has_its_default() throws Exception {
        assertThat(rule("{'rule':'mention'}")).isEqualTo(new SpeakerRule.Mention(RULE));
        assertThat(rule("{'rule':'mention','otherwise':null}")).isEqualTo(new SpeakerRule.Mention(RULE));
        assertThat(rule("{'rule':'weighted'}")).isEqualTo(new SpeakerRule.Weighted(Map.of()));
        assertThat(rule("{'rule':'scripted','order':['agent-ada']}"))
                .isEqualTo(new SpeakerRule.Scripted(List.of(ADA), false));
        assertThat(rule("{'rule':'model','tries':null}"))
                .isEqualTo(new SpeakerRule.Model(ModelRef.DEFAULT, "", SpeakerRule.Model.TRIES));
        assertThat(limit("{'limit':'everyone'}")).isEqualTo(new Limit.Everyone(1));
        assertThat(limit("{'limit':'silence'}")).isEqualTo(new Limit.Silence(2));
        assertThat(limit("{'limit':'repetition'}")).isEqualTo(new Limit.Repetition(0.9, 1));
        assertThat(limit("{'limit':'judged'}")).isEqualTo(new Limit.Judged(ModelRef.DEFAULT, Limit.Judged.QUESTION, 1));
    }

    @Test
    void the_journal_skips_what_a_newer_release_wrote() throws Exception {
        String newer = "{'rule':{'rule':'manual','mood':'good'},'limit':{'most':3,'least':1,'limit':'turns'}}";
        assertThat(read(json(newer))).isEqualTo(new Manners(new SpeakerRule.Manual(), LIMIT));
    }

    static SpeakerRule rule(String json) throws JsonProcessingException {
        return REQUESTS.readValue(json(json), SpeakerRule.class);
    }

    static Limit limit(String json) throws JsonProcessingException {
        return REQUESTS.readValue(json(json), Limit.class);
    }

    private static String written(Manners manners) {
        return new String(JournalJson.write(manners), UTF_8);
    }

    private static Journaled read(String json) throws IOException {
        return JOURNAL.read("test.manners", json.getBytes(UTF_8));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
