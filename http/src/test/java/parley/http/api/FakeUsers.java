package parley.http.api;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.user.UserProfile;
import parley.engine.user.Users;

/** Users in memory, with their passwords in the clear. */
final class FakeUsers implements Users {
    private record Known(UserProfile profile, String password) {}

    private final Map<String, Known> byEmail = new ConcurrentHashMap<>();

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

    static <T> CompletionStage<T> refused(Refusal refusal) {
        return CompletableFuture.failedFuture(refusal);
    }
}
