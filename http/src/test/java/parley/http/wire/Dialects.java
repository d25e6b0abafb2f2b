package parley.http.wire;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All that are played. */
final class Dialects {
    static final List<Dialect> ALL = Stream.concat(
                    Arrays.stream(OpenAiDialect.Kin.values()).map(OpenAiDialect::new).map(Dialect.class::cast), Stream.of(
                            new AnthropicDialect(),
                            new GeminiDialect(),
                            new VertexDialect(new GeminiDialect()),
                            new OllamaDialect()))
            .toList();

    private Dialects() {}
}
