package parley.http.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.user.OldToken;
import parley.engine.user.OpenSession;
import parley.engine.user.SessionId;
import parley.engine.user.Sessions;
import parley.engine.user.Standing;
import parley.engine.user.TokenHash;
import parley.engine.user.UserProfile;

/** Sessions in memory: each refresh uses a token up, and a used one ends its session at once. */
final class FakeSessions implements Sessions {
    private static final Duration LASTING = Duration.ofDays(30);

    private record Live(UserId user, int generation) {}

    private final Function<UserId, CompletionStage<UserProfile>> profiles;
    private final Map<SessionId, Live> live = new ConcurrentHashMap<>();
    private final Map<UserId, Instant> out = new ConcurrentHashMap<>();
    private final Set<TokenHash> spent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger names = new AtomicInteger();

    FakeSessions(Function<UserId, CompletionStage<UserProfile>> profiles) {
        this.profiles = profiles;
    }

    @Override
    public CompletionStage<OpenSession> begin(UserId user) {
        return profiles.apply(user).thenApply(profile -> {
            SessionId id = new SessionId("session-" + names.incrementAndGet());
            live.put(id, new Live(user, 0));
            return open(profile, id, 0);
        });
    }

    @Override
    public CompletionStage<OpenSession> trade(UserId user, OldToken token) {
        return spent.add(token.hash()) ? begin(user) : ended();
    }

    @Override
    public CompletionStage<OpenSession> refresh(UserId user, SessionId session, int generation) {
        Live before = new Live(user, generation);
        if (live.replace(session, before, new Live(user, generation + 1)))
            return profiles.apply(user).thenApply(it -> open(it, session, generation + 1));
        live.remove(session);
        return ended();
    }

    @Override
    public CompletionStage<Standing> end(UserId user, SessionId session) {
        live.remove(session);
        return standing(user);
    }

    @Override
    public CompletionStage<Standing> endAll(UserId user) {
        live.values().removeIf(it -> it.user.equals(user));
        out.put(user, Instant.now());
        return standing(user);
    }

    @Override
    public CompletionStage<Standing> standing(UserId user) {
        Set<SessionId> sessions = live.entrySet().stream()
                .filter(it -> it.getValue().user.equals(user))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        @Nullable Instant before = out.get(user);
        return CompletableFuture.completedFuture(new Standing(sessions, before));
    }

    private static OpenSession open(UserProfile profile, SessionId id, int generation) {
        return new OpenSession(profile, id, generation, Instant.now().plus(LASTING));
    }

    private static <T> CompletionStage<T> ended() {
        return FakeUsers.refused(Refusal.unauthenticated("this session has ended; sign in again"));
    }
}
