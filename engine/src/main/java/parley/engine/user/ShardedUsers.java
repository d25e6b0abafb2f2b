package parley.engine.user;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.kernel.Fresh;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Residence;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.GrantType;

/**
 * Finds users in the cluster. A registration claims the e-mail, makes the user, confirms the claim, then gives the
 * welcome credits; whatever a crash leaves undone, the next sign-in does.
 */
final class ShardedUsers implements Users {
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 128;
    private static final int LONGEST_NAME = 200;

    private final Residence<User.Command> users;
    private final Residence<EmailClaim.Command> claims;
    private final Accounts accounts;
    private final Passwords passwords;
    private final UserSettings settings;
    private final Clock clock;
    private final SecureRandom random;

    ShardedUsers(ActorSystem<?> system, UserSettings settings, Accounts accounts, Clock clock, SecureRandom random) {
        this.settings = settings;
        this.accounts = accounts;
        this.clock = clock;
        this.random = random;
        passwords = new Passwords(settings.hashing(), random);
        users = Residence.open(
                system,
                User.KEY,
                settings.entity(),
                entity -> User.create(new UserId(entity.getEntityId()), entity.getShard(), settings.entity()));
        claims = Residence.open(
                system,
                EmailClaim.KEY,
                settings.entity(),
                entity -> EmailClaim.create(entity.getEntityId(), entity.getShard(), settings));
    }

    @Override
    public CompletionStage<UserProfile> register(String email, Secret password, String name) {
        Email address;
        try {
            address = new Email(email);
            check(password, name);
        } catch (Refusal refusal) {
            return CompletableFuture.failedStage(refusal);
        }
        UserId id = new UserId(Fresh.id("user", random));
        return claims.<EmailClaim.Owner>ask(
                        address.normalised(), to -> new EmailClaim.Claim(id, clock.instant(), to)) // owner
                .thenCompose(owner -> passwords.hash(password)) // hash
                .thenCompose(hash -> users.<UserProfile>ask(
                        id.value(),
                        to -> new User.Register(address.address(), name.strip(), hash, clock.instant(), to))) // profile
                .thenCompose(profile -> settled(address, profile));
    }

    @Override
    public CompletionStage<UserProfile> signIn(String email, Secret password) {
        Email address;
        try {
            address = new Email(email);
        } catch (Refusal refusal) {
            return passwords.matches(shortened(password), passwords.nobodys()).thenCompose(no -> wrong());
        }
        return credentials(address) // credentials
                .thenCompose(it -> passwords
                        .matches(shortened(password), it.password()) // right or wrong
                        .thenCompose(right -> right ? settled(address, it.profile()) : wrong()));
    }

    @Override
    public CompletionStage<UserProfile> profile(UserId user) {
        return users.ask(user.value(), User.GetProfile::new);
    }

    @Override
    public CompletionStage<UserProfile> find(String email) {
        Email address;
        try {
            address = new Email(email);
        } catch (Refusal refusal) {
            return CompletableFuture.failedStage(refusal);
        }
        return claims.<EmailClaim.Owner>ask(address.normalised(), EmailClaim.GetOwner::new) // owner
                .thenCompose(owner -> profile(owner.user()));
    }

    /** Asks two actors whether or not there is such a user, so that the answer takes as long. */
    private CompletionStage<User.Credentials> credentials(Email address) {
        UserId nobody =
                new UserId("nobody." + Integer.toHexString(address.normalised().hashCode()));
        return or(claims.ask(address.normalised(), EmailClaim.GetOwner::new), () -> new EmailClaim.Owner(nobody))
                .thenCompose(owner -> or(
                        users.ask(owner.user().value(), User.GetCredentials::new),
                        () -> new User.Credentials(
                                new UserProfile(nobody, address.address(), "", clock.instant()), passwords.nobodys())));
    }

    /** Makes the e-mail the user's own for good and welcomes them; both are done once, however often they are asked. */
    private CompletionStage<UserProfile> settled(Email address, UserProfile profile) {
        return claims.<EmailClaim.Owner>ask(
                        address.normalised(), to -> new EmailClaim.Confirm(profile.id(), clock.instant(), to)) // owner
                .thenCompose(owner -> welcomed(profile));
    }

    private CompletionStage<UserProfile> welcomed(UserProfile profile) {
        if (settings.welcomeCredits() == 0) return CompletableFuture.completedStage(profile);
        return accounts.grant(
                        profile.id(), "welcome", GrantType.WELCOME, settings.welcomeCredits(), "Welcome") // balance
                .thenApply(balance -> profile);
    }

    private static <T> CompletionStage<T> or(CompletionStage<T> asked, Supplier<T> otherwise) {
        return asked.exceptionallyCompose(failure -> Refusal.in(failure)
                        .filter(it -> it.kind() == Refusal.Kind.NOT_FOUND)
                        .isPresent()
                ? CompletableFuture.completedStage(otherwise.get())
                : CompletableFuture.failedStage(failure));
    }

    private static <T> CompletionStage<T> wrong() {
        return CompletableFuture.failedStage(Refusal.unauthenticated("the e-mail or the password is wrong"));
    }

    private static void check(Secret password, String name) {
        int length = password.reveal().length();
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD)
            throw Refusal.invalid(
                    "a password must be " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        if (name.length() > LONGEST_NAME)
            throw Refusal.invalid("a name must be at most " + LONGEST_NAME + " characters");
    }

    /** A password that is too long to be anybody's stays too long, but is quickly hashed. */
    private static Secret shortened(Secret password) {
        String text = password.reveal();
        return text.length() <= LONGEST_PASSWORD ? password : new Secret(text.substring(0, LONGEST_PASSWORD + 1));
    }
}
