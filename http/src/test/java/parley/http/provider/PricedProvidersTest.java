package parley.http.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import parley.http.gguf.GgufModel;

/** Whatever is offered as soon as it is found can be used at once. */
class PricedProvidersTest {
    @Test
    void every_model_of_every_provider_that_can_be_found_has_a_price() {
        Config config = ConfigFactory.load().getConfig("parley");
        Set<String> offered =
                new TreeSet<>(config.getConfig("models.services").root().keySet());
        LocalServer.known().forEach(it -> offered.add(it.provider()));
        offered.add(GgufModel.PROVIDER);
        offered.add(ScriptedModel.INFO.ref().provider());
        Set<String> priced = config.getConfigList("prices.defaults").stream()
                .filter(it -> it.getString("model").equals("*") || it.hasPath("fallback"))
                .map(it -> it.getString("provider"))
                .collect(Collectors.toSet());

        assertThat(priced).containsAll(offered);
    }
}
