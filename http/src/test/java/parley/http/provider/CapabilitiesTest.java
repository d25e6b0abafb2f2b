package parley.http.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import parley.engine.llm.Abilities;
import parley.engine.llm.Capabilities;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;

class CapabilitiesTest {
    private static Capabilities with(String more) {
        return Capabilities.of(ConfigFactory.parseString(more)
                .withFallback(ConfigFactory.parseResources("capabilities.conf"))
                .getConfig("parley.models.capabilities"));
    }

    private static ModelInfo told(Capabilities capabilities, String ref, int found, boolean prefills) {
        return capabilities.told(ModelRef.of(ref), "label", found, prefills);
    }

    @Test
    void the_longest_pattern_counts_and_a_makers_name_before_a_slash_does_not_matter() {
        Capabilities known = with("");

        assertThat(told(known, "openai/gpt-4o-mini-2024-07-18", 0, false)
                        .abilities()
                        .rates())
                .isEqualTo(new Abilities.Rates(0.15, 0.075, 0.15, 0.6));
        assertThat(told(known, "openai/gpt-4o-2024-08-06", 0, false).abilities().rates())
                .isEqualTo(new Abilities.Rates(2.5, 1.25, 2.5, 10));
        assertThat(told(known, "openrouter/anthropic/claude-3-5-haiku-20241022", 0, false)
                        .context())
                .isEqualTo(200000);
        assertThat(told(known, "openai/GPT-4", 0, false).context()).isEqualTo(8192);
        assertThat(told(known, "nobody/knows", 0, false).abilities()).isEqualTo(Abilities.UNKNOWN);
        assertThat(told(known, "nobody/knows", 0, false).context()).isEqualTo(ModelInfo.USUAL_CONTEXT);
    }

    @Test
    void a_beginning_is_carried_on_only_where_the_wire_and_the_model_do() {
        Capabilities known = with("");

        assertThat(told(known, "anthropic/claude-3-haiku-20240307", 0, true).prefill())
                .isTrue();
        assertThat(told(known, "anthropic/claude-3-haiku-20240307", 0, false).prefill())
                .isFalse();
        assertThat(told(known, "anthropic/claude-of-tomorrow", 0, true).prefill())
                .isFalse();
        assertThat(told(known, "openai/gpt-4o", 0, true).prefill()).isFalse();
    }

    @Test
    void a_person_adds_and_changes_what_is_known() {
        Capabilities known = with("""
            parley.models.capabilities {
              "my-*" { context = 32768, tools = yes }
              "gpt-4o-mini*" { context = 64000 }
            }
            """);

        assertThat(told(known, "mine/my-model", 0, false).abilities().tools()).isTrue();
        assertThat(told(known, "mine/my-model", 0, false).context()).isEqualTo(32768);
        assertThat(told(known, "mine/my-model", 4096, false).context()).isEqualTo(4096);
        assertThat(told(known, "openai/gpt-4o-mini", 0, false).context()).isEqualTo(64000);
        assertThat(told(known, "openai/gpt-4o-mini", 0, false).abilities().vision())
                .isTrue();
        assertThatThrownBy(() -> with("parley.models.capabilities.x.context = -1"))
                .isInstanceOf(ConfigException.BadValue.class);
    }
}
