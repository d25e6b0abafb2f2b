package parley.http.api;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.user.Chosen;
import parley.engine.user.Introduction;
import parley.engine.user.Newcomer;
import parley.engine.user.UserProfile;
import parley.engine.user.Users;

/** Users in memory, with their passwords in the clear. */
final class FakeUsers implements Users {
    private record Known(UserProfile profile, String password) {}

    private final Map<String, Known> byEmail = new ConcurrentHashMap<>();
    private final Map<UserId, Chosen> chosen = new ConcurrentHashMap<>();
    private final Map<String, String> letters = new ConcurrentHashMap<>();
    private final FakeSessions sessions = new FakeSessions(this::profile);

    @Override
    public CompletionStage<UserProfile> register(String email, Secret password, String name) {
        if (!email.contains("@")) return refused(Refusal.invalid("an e-mail has an @"));
        UserProfile profile =
                new UserProfile(new UserId("user-" + email.replace('@', '.')), email, name, Instant.EPOCH);
        boolean taken = byEmail.putIfAbsent(email, new Known(profile, password.reveal())) != null;
        return taken ? refused(Refusal.conflict("this e-mail is taken")) : CompletableFuture.completedFuture(profile);
    }

    @Override
    public CompletionStage<UserProfile> signIn(String email, Secret password) {
        Known known = byEmail.get(email);
        return known == null || !known.password.equals(password.reveal())
                ? refused(Refusal.unauthenticated("the e-mail or the password is wrong"))
                : CompletableFuture.completedFuture(known.profile);
    }

    @Override
    public CompletionStage<UserProfile> profile(UserId user) {
        if (user.value().contains("broken")) throw new IllegalStateException("the secret inside of a broken server");
        return byEmail.values().stream()
                .map(Known::profile)
                .filter(it -> it.id().equals(user))
                .findFirst()
                .<CompletionStage<UserProfile>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> refused(Refusal.notFound("there is no such user")));
    }

    @Override
    public CompletionStage<UserProfile> find(String email) {
        Known known = byEmail.get(email);
        return known == null
                ? refused(Refusal.notFound("nobody has that e-mail"))
                : CompletableFuture.completedFuture(known.profile);
    }

    @Override
    public CompletionStage<UserProfile> adopt(Newcomer newcomer) {
        throw new UnsupportedOperationException("no route lets anybody move in");
    }

    @Override
    public CompletionStage<UserProfile> signIn(Introduction introduction) {
        throw new UnsupportedOperationException("no route here has to do with providers of sign-ins");
    }

    @Override
    public CompletionStage<UserProfile> setActive(UserId user, boolean active) {
        throw new UnsupportedOperationException("no route here keeps anybody out");
    }

    @Override
    public CompletionStage<UserProfile> rename(
            UserId user, @Nullable String name, @Nullable String firstName, @Nullable String lastName) {
        return profile(user).thenApply(it -> {
            UserProfile named = new UserProfile(
                    user, it.email(), name == null ? it.name() : name, it.registeredAt(), firstName, lastName);
            byEmail.computeIfPresent(it.email(), (email, known) -> new Known(named, known.password));
            return named;
        });
    }

    @Override
    public CompletionStage<UserProfile> changePassword(UserId user, Secret old, Secret fresh) {
        return profile(user).thenCompose(it -> {
            Known known = byEmail.get(it.email());
            if (known == null || !known.password.equals(old.reveal()))
                return refused(Refusal.forbidden("the old password is wrong"));
            return changed(known, fresh);
        });
    }

    @Override
    public CompletionStage<UserProfile> forgot(String email) {
        return find(email).thenApply(it -> {
            letters.put(email, "letter-to-" + email);
            return it;
        });
    }

    @Override
    public CompletionStage<UserProfile> reset(Secret token, Secret fresh) {
        for (Known known : byEmail.values()) {
            if (letters.remove(known.profile.email(), token.reveal())) return changed(known, fresh);
        }
        return refused(Refusal.invalid("this token is not good, or not any more; ask for another"));
    }

    private CompletionStage<UserProfile> changed(Known known, Secret password) {
        byEmail.put(known.profile.email(), new Known(known.profile, password.reveal()));
        return sessions.endAll(known.profile.id()).thenApply(it -> known.profile);
    }

    @Override
    public CompletionStage<Chosen> settings(UserId user) {
        return profile(user).thenApply(it -> chosen.getOrDefault(user, Chosen.NOTHING));
    }

    @Override
    public CompletionStage<Chosen> chooseModel(UserId user, @Nullable ModelRef model) {
        return settings(user).thenApply(it -> chosen(user, new Chosen(model, it.character())));
    }

    @Override
    public CompletionStage<Chosen> chooseCharacter(UserId user, @Nullable AgentId character) {
        return settings(user).thenApply(it -> chosen(user, new Chosen(it.model(), character)));
    }

    private Chosen chosen(UserId user, Chosen now) {
        chosen.put(user, now);
        return now;
    }

    @Override
    public FakeSessions sessions() {
        return sessions;
    }

    static <T> CompletionStage<T> refused(Refusal refusal) {
        return CompletableFuture.failedFuture(refusal);
    }
}
