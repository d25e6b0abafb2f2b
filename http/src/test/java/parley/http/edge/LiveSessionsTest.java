package parley.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.user.SessionId;
import parley.engine.user.Standing;

class LiveSessionsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final UserId ADA = new UserId("ada");
    private static final SessionId HOME = new SessionId("session-home");
    private static final SessionId WORK = new SessionId("session-work");
    private static final Holder BEFORE = new Holder(ADA, HOME, NOON.minusSeconds(600));

    private final AtomicInteger asked = new AtomicInteger();
    private CompletionStage<Standing> standing = CompletableFuture.completedFuture(new Standing(Set.of(HOME), null));
    private final LiveSessions sessions = new LiveSessions(
            user -> {
                asked.incrementAndGet();
                return standing;
            },
            Duration.ofHours(1),
            Clock.fixed(NOON, ZoneOffset.UTC));

    private boolean admits(Holder holder) {
        return sessions.admits(holder).join();
    }

    private void becomes(Set<SessionId> live) {
        standing = CompletableFuture.completedFuture(new Standing(live, null));
    }

    @Test
    void asks_once_for_many_requests_good_or_bad() {
        Holder ended = new Holder(ADA, WORK, NOON.minusSeconds(600));
        for (int i = 0; i < 100; i++) {
            assertThat(admits(BEFORE)).isTrue();
            assertThat(admits(ended)).isFalse();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void knows_a_session_that_has_begun_since() {
        assertThat(admits(BEFORE)).isTrue();
        becomes(Set.of(HOME, WORK));
        assertThat(admits(new Holder(ADA, WORK, NOON))).isTrue();
    }

    @Test
    void refuses_a_session_that_ended_here_at_once() {
        assertThat(admits(BEFORE)).isTrue();
        becomes(Set.of());
        assertThat(admits(BEFORE)).isTrue();
        sessions.forget(ADA);
        assertThat(admits(BEFORE)).isFalse();
    }

    @Test
    void a_user_who_is_not_known_has_no_good_token() {
        standing = CompletableFuture.failedFuture(Refusal.notFound("there is no such user"));
        assertThat(admits(new Holder(ADA, null, NOON))).isFalse();
        assertThat(admits(new Holder(ADA, null, null))).isFalse();
    }

    @Test
    void a_failure_lets_nobody_in_and_is_not_remembered() {
        standing = CompletableFuture.failedFuture(new IllegalStateException("no answer"));
        assertThatThrownBy(() -> admits(BEFORE)).hasRootCauseMessage("no answer");
        becomes(Set.of(HOME));
        assertThat(admits(BEFORE)).isTrue();
    }
}
