package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.engine.trace.Traces;
import parley.http.api.Client;

/** Who is told of traces, and that nobody waits for them. */
class TraceSettingsTest extends TracedHouse {
    TraceSettingsTest() throws IOException {}

    @Test
    void providers_are_told_of_the_trace_only_where_a_setting_says_so() throws IOException {
        Client eve = Premises.person(server, "Eve");
        talk(eve, "eve-room", agent(eve), "Hello.");
        assertThat(model.requests()).noneMatch(it -> it.contains("traceparent"));

        try (Server telling =
                server("telling", "parley.traces { endpoint = \"" + collector.address() + "\", to-providers = on }")) {
            Client fay = Premises.person(telling, "Fay");
            talk(fay, "fay-room", agent(fay), "Hello.");
        }

        assertThat(model.requests().removeIf(it -> it.contains("traceparent: 00-" + trace("fay-room"))))
                .isTrue();
    }

    @Test
    void where_nobody_asks_for_traces_nothing_is_recorded() throws IOException {
        int before = collector.spans().size();
        try (Server quiet = server("quiet", "")) {
            Client gil = Premises.person(quiet, "Gil");
            talk(gil, "gil-room", agent(gil), "Hello.");

            assertThat(Traces.of(quiet.system()).on()).isFalse();
        }
        assertThat(collector.spans().subList(before, collector.spans().size()))
                .noneMatch(it -> it.attribute("gen_ai.conversation.id").equals("gil-room"));
    }

    @Test
    void a_collector_that_is_gone_holds_nobody_up_and_is_told_of_once() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        try (KeptLog log = new KeptLog();
                Server alone = server(
                        "alone",
                        "parley.traces { endpoint = \"http://127.0.0.1:" + port + "\", queue = 2, batch = 1 }")) {
            Client ida = Premises.person(alone, "Ida");
            String agent = agent(ida);
            for (int room = 0; room < 5; room++) talk(ida, "ida-" + room, agent, "Hello.");

            assertThat(Eventually.becomes(() -> log.text().contains("traces cannot be sent to")))
                    .isTrue();
            assertThat(log.text()).containsOnlyOnce("traces cannot be sent to http://127.0.0.1:" + port);
        }
    }

    @Test
    @Tag("campaign")
    void a_collector_that_never_answers_holds_nobody_up() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0);
                Server alone = server(
                        "deaf",
                        "parley.traces { endpoint = \"http://127.0.0.1:" + deaf.getLocalPort()
                                + "\", queue = 2, batch = 1, timeout = 60 s }")) {
            Client joe = Premises.person(alone, "Joe");
            String agent = agent(joe);
            for (int room = 0; room < 5; room++) talk(joe, "joe-" + room, agent, "Hello.");
        }
    }
}
