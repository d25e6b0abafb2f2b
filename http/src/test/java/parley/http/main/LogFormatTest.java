package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> stream = new OutputStreamAppender<>();
    private final Logger log = context.getLogger("parley.trial");

    LogFormatTest() {
        log.setAdditive(false);
        log.setLevel(Level.INFO);
        log.addAppender(stream);
        stream.setContext(context);
    }

    @AfterEach
    void end() {
        log.detachAppender(stream);
        MDC.clear();
    }

    private void json() {
        stream.setOutputStream(written);
        LogFormat.json(stream);
        stream.start();
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void a_line_is_one_object_with_all_that_is_known_of_it() throws Exception {
        json();
        Instant before = Instant.now();
        MDC.put("room", "tea-room");
        MDC.put("turn", "7");
        MDC.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
        log.warn("Turn {} stays silent", 7, new IllegalStateException("a\ncold", new RuntimeException("ice")));

        assertThat(lines()).hasSize(1);
        JsonNode line = JSON.readTree(lines().getFirst());
        assertThat(line.path("time").asText())
                .endsWith("Z")
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Instant.parse(line.path("time").asText())).isAfter(before.minus(Duration.ofSeconds(1)));
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("loggerName").asText()).isEqualTo("parley.trial");
        assertThat(line.path("threadName").asText())
                .isEqualTo(Thread.currentThread().getName());
        assertThat(line.path("formattedMessage").asText()).isEqualTo("Turn 7 stays silent");
        assertThat(line.at("/mdc/room").asText()).isEqualTo("tea-room");
        assertThat(line.at("/mdc/turn").asText()).isEqualTo("7");
        assertThat(line.at("/mdc/trace_id").asText()).hasSize(32);
        assertThat(line.at("/throwable/message").asText()).isEqualTo("a\ncold");
        assertThat(line.at("/throwable/stepArray/0/className").asText()).isEqualTo(LogFormatTest.class.getName());
        assertThat(line.at("/throwable/cause/message").asText()).isEqualTo("ice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a \"quote\" and a \\",
                "two\nlines\r\nand\ttabs",
                "\u0000 \u0001 \u001b[31m \u007f \u2028 \u2029",
                "Grüße, 日本語, 🫖",
                "half a pair: \ud83e",
                "{\"time\":\"now\"}",
                ""
            })
    void whatever_is_said_stays_in_its_line(String text) throws Exception {
        json();
        MDC.put("room", text);
        log.info("{}", text);

        assertThat(lines()).hasSize(1);
        JsonNode line = JSON.readTree(lines().getFirst());
        String kept = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(line.path("formattedMessage").asText()).isEqualTo(kept);
        assertThat(line.at("/mdc/room").asText()).isEqualTo(kept);
    }

    @Test
    void people_read_where_a_line_is_from() throws Exception {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(pattern());
        text.start();
        stream.setEncoder(text);
        stream.setOutputStream(written);
        stream.start();

        log.info("nowhere");
        MDC.put("room", "tea-room");
        log.info("in a room");
        MDC.put("turn", "7");
        log.info("in a turn");

        assertThat(lines().stream().map(it -> it.substring(it.indexOf("trial"))))
                .containsExactly("trial: nowhere", "trial [tea-room]: in a room", "trial [tea-room/7]: in a turn");
    }

    /** The pattern of a server's own configuration. */
    private static String pattern() throws Exception {
        LoggerContext own = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(own);
        configurator.doConfigure(LogFormat.class.getResource("/logback.xml"));
        ConsoleAppender<?> appender =
                (ConsoleAppender<?>) own.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
        String pattern = ((PatternLayoutEncoder) appender.getEncoder()).getPattern();
        own.stop();
        return pattern;
    }

    @Test
    void a_format_that_nobody_knows_is_told() {
        assertThatThrownBy(() -> LogFormat.set(ConfigFactory.parseString("parley.log-format = xml")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("text or json");
    }
}
