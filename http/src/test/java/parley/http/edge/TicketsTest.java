package parley.http.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final TokenSecret SECRET = TokenSecret.configured("a secret of thirty-two bytes and more");

    private static Tickets at(Instant now) {
        return new Tickets(SECRET, WITHIN, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void is_good_once_and_for_its_purpose() {
        Tickets tickets = at(NOON);
        String ticket = tickets.issue("google", "verifier");
        assertThat(tickets.redeem("github", ticket)).isEmpty();
        assertThat(tickets.redeem("google", ticket)).contains("verifier");
        assertThat(tickets.redeem("google", ticket)).isEmpty();
    }

    @Test
    void is_good_for_a_while() {
        String ticket = at(NOON).issue("google", "verifier");
        assertThat(at(NOON.plus(WITHIN)).redeem("google", ticket)).isEmpty();
        assertThat(at(NOON.plus(WITHIN).minusMillis(1)).redeem("google", ticket))
                .contains("verifier");
    }

    @Test
    void shows_nothing_of_what_is_in_it_and_cannot_be_changed() {
        Tickets tickets = at(NOON);
        String ticket = tickets.issue("google", "verifier");
        for (String part : ticket.split("\\.", -1))
            assertThat(new String(Base64.getUrlDecoder().decode(part), UTF_8)).doesNotContain("verifier", "google");
        int dot = ticket.lastIndexOf('.') + 2;
        char other = ticket.charAt(dot) == 'A' ? 'B' : 'A';
        assertThat(tickets.redeem("google", ticket.substring(0, dot) + other + ticket.substring(dot + 1)))
                .isEmpty();
        Tickets others = new Tickets(
                TokenSecret.configured("another secret of thirty-two bytes and more"),
                WITHIN,
                Clock.fixed(NOON, ZoneOffset.UTC));
        assertThat(tickets.redeem("google", others.issue("google", "mine"))).isEmpty();
    }
}
