package parley.engine.user;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Fresh;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Residence;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.GrantType;
import parley.engine.llm.ModelRef;
import parley.engine.user.UserCommand.Credentials;

/**
 * Finds users in the cluster. A registration claims the e-mail, makes the user, confirms the claim, then gives the
 * welcome credits; whatever a crash leaves undone, the next sign-in does.
 */
final class ShardedUsers implements Users {
    private final Residence<UserCommand> users;
    private final Residence<EmailClaim.Command> claims;
    private final Accounts accounts;
    private final Passwords passwords;
    private final UserSettings settings;
    private final Clock clock;
    private final SecureRandom random;
    private final PasswordChanges changes;
    private final Resets resets;
    private final Introductions introductions;
    private final Sessions sessions;

    ShardedUsers(
            ActorSystem<?> system,
            UserSettings settings,
            Accounts accounts,
            Mailbox mailbox,
            Clock clock,
            SecureRandom random) {
        this.settings = settings;
        this.accounts = accounts;
        this.clock = clock;
        this.random = random;
        passwords = new Passwords(settings.hashing(), random);
        users = Residence.open(
                system,
                User.KEY,
                settings.entity(),
                entity -> User.create(new UserId(entity.getEntityId()), entity.getShard(), settings));
        claims = Residence.open(
                system,
                EmailClaim.KEY,
                settings.entity(),
                entity -> EmailClaim.create(entity.getEntityId(), entity.getShard(), settings));
        Residence<EmailClaim.Command> identities = Residence.open(
                system,
                EmailClaim.IDENTITY,
                settings.entity(),
                entity -> EmailClaim.ofIdentity(entity.getEntityId(), entity.getShard(), settings));
        introductions = new Introductions(users, claims, identities, passwords, clock, random);
        changes = new PasswordChanges(users, passwords, clock);
        resets = new Resets(users, mailbox, clock, random);
        sessions = new ShardedSessions(users, clock, random);
    }

    @Override
    public CompletionStage<UserProfile> register(String email, Secret password, String name) {
        return checked(() -> {
            Email address = new Email(email);
            Admission.checkPassword(password);
            Admission.checkName(name);
            UserId id = new UserId(Fresh.id("user", random));
            return claimed(address, id)
                    .thenCompose(owner -> passwords.hash(password)) // hash
                    .thenCompose(hash -> users.<UserProfile>ask(
                            id.value(),
                            to -> new UserCommand.Register(
                                    address.address(), name.strip(), hash, clock.instant(), to))) // profile
                    .thenCompose(profile -> settled(address, profile))
                    .thenCompose(this::welcomed);
        });
    }

    @Override
    public CompletionStage<UserProfile> adopt(Newcomer newcomer) {
        return checked(() -> {
            Email address = new Email(newcomer.email());
            PasswordHash hash = adopted(newcomer.passwordHash());
            return claimed(address, newcomer.id())
                    .thenCompose(owner -> users.<UserProfile>ask(
                            newcomer.id().value(),
                            to -> new UserCommand.Adopt(
                                    address.address(),
                                    newcomer.name(),
                                    newcomer.firstName(),
                                    newcomer.lastName(),
                                    hash,
                                    newcomer.registeredAt(),
                                    newcomer.active(),
                                    newcomer.verified(),
                                    clock.instant(),
                                    to))) // profile
                    .thenCompose(profile -> settled(address, profile));
        });
    }

    private PasswordHash adopted(@Nullable Secret encoded) {
        if (encoded == null) return passwords.unmatched();
        PasswordHash hash = new PasswordHash(encoded.reveal());
        if (HashForm.of(hash).isEmpty()) throw Refusal.invalid("this password hash is of no known form or cost");
        return hash;
    }

    @Override
    public CompletionStage<UserProfile> signIn(String email, Secret password) {
        Secret tried = Admission.shortened(password);
        Email address;
        try {
            address = new Email(email);
        } catch (Refusal refusal) {
            return passwords.matches(tried, passwords.nobodys()).thenCompose(no -> wrong());
        }
        return credentials(address) // credentials
                .thenCompose(it -> passwords
                        .matches(tried, it.password()) // right or wrong
                        .thenCompose(right -> right ? admitted(address, it, tried) : wrong()));
    }

    private CompletionStage<UserProfile> admitted(Email address, Credentials credentials, Secret password) {
        if (credentials.profile().inactive()) return CompletableFuture.failedStage(Admission.inactive());
        changes.rehash(credentials, password);
        return moved(address, credentials);
    }

    /** Does what a registration that broke off has left undone. */
    private CompletionStage<UserProfile> moved(Email address, Credentials credentials) {
        CompletionStage<UserProfile> settled = settled(address, credentials.profile());
        return credentials.adopted() ? settled : settled.thenCompose(this::welcomed);
    }

    @Override
    public CompletionStage<UserProfile> signIn(Introduction introduction) {
        return checked(() -> {
            Admission.checkName(introduction.name());
            Admission.checkName(introduction.firstName());
            Admission.checkName(introduction.lastName());
            return introductions
                    .recognised(introduction) // credentials
                    .thenCompose(it -> moved(new Email(it.profile().email()), it));
        });
    }

    @Override
    public CompletionStage<UserProfile> setActive(UserId user, boolean active) {
        return users.ask(user.value(), to -> new UserCommand.SetActive(active, clock.instant(), to));
    }

    @Override
    public CompletionStage<UserProfile> profile(UserId user) {
        return users.ask(user.value(), UserCommand.GetProfile::new);
    }

    @Override
    public CompletionStage<UserProfile> find(String email) {
        return checked(() -> {
            Email address = new Email(email);
            return claims.<EmailClaim.Owner>ask(address.normalised(), EmailClaim.GetOwner::new) // owner
                    .thenCompose(owner -> profile(owner.user()));
        });
    }

    @Override
    public CompletionStage<UserProfile> rename(
            UserId user, @Nullable String name, @Nullable String firstName, @Nullable String lastName) {
        return checked(() -> {
            Admission.checkName(name);
            Admission.checkName(firstName);
            Admission.checkName(lastName);
            return users.ask(
                    user.value(), to -> new UserCommand.Rename(name, firstName, lastName, clock.instant(), to));
        });
    }

    @Override
    public CompletionStage<UserProfile> changePassword(UserId user, Secret old, Secret fresh) {
        return checked(() -> {
            Admission.checkPassword(fresh);
            return changes.change(user, Admission.shortened(old), fresh);
        });
    }

    @Override
    public CompletionStage<UserProfile> forgot(String email) {
        return find(email).thenCompose(it -> resets.send(it.id()));
    }

    @Override
    public CompletionStage<UserProfile> reset(Secret token, Secret fresh) {
        return checked(() -> {
            Admission.checkPassword(fresh);
            Resets.holder(token);
            return passwords
                    .hash(fresh)
                    .thenCompose(hash -> or(resets.use(token, hash), () -> {
                        throw Refusal.invalid("this token is not good, or not any more; ask for another");
                    }));
        });
    }

    @Override
    public CompletionStage<Chosen> settings(UserId user) {
        return users.ask(user.value(), UserCommand.GetChosen::new);
    }

    @Override
    public CompletionStage<Chosen> chooseModel(UserId user, @Nullable ModelRef model) {
        return users.ask(user.value(), to -> new UserCommand.ChooseModel(model, clock.instant(), to));
    }

    @Override
    public CompletionStage<Chosen> chooseCharacter(UserId user, @Nullable AgentId character) {
        return users.ask(user.value(), to -> new UserCommand.ChooseCharacter(character, clock.instant(), to));
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    private CompletionStage<EmailClaim.Owner> claimed(Email address, UserId user) {
        return claims.ask(address.normalised(), to -> new EmailClaim.Claim(user, clock.instant(), to));
    }

    /** Asks two actors whether or not there is such a user, so that the answer takes as long. */
    private CompletionStage<Credentials> credentials(Email address) {
        UserId nobody =
                new UserId("nobody." + Integer.toHexString(address.normalised().hashCode()));
        return or(claims.ask(address.normalised(), EmailClaim.GetOwner::new), () -> new EmailClaim.Owner(nobody))
                .thenCompose(owner -> or(
                        users.ask(owner.user().value(), UserCommand.GetCredentials::new),
                        () -> new Credentials(
                                new UserProfile(nobody, address.address(), "", clock.instant()),
                                passwords.nobodys(),
                                false)));
    }

    /** Makes the e-mail the user's own for good; done once, however often it is asked. */
    private CompletionStage<UserProfile> settled(Email address, UserProfile profile) {
        return claims.<EmailClaim.Owner>ask(
                        address.normalised(), to -> new EmailClaim.Confirm(profile.id(), clock.instant(), to)) // owner
                .thenApply(owner -> profile);
    }

    /** Gives the welcome credits, once. */
    private CompletionStage<UserProfile> welcomed(UserProfile profile) {
        if (settings.welcomeCredits() == 0) return CompletableFuture.completedStage(profile);
        return accounts.grant(
                        profile.id(), "welcome", GrantType.WELCOME, settings.welcomeCredits(), "Welcome") // balance
                .thenApply(balance -> profile);
    }

    private static <T> CompletionStage<T> checked(Supplier<CompletionStage<T>> asked) {
        try {
            return asked.get();
        } catch (Refusal refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }

    static <T> CompletionStage<T> or(CompletionStage<T> asked, Supplier<T> otherwise) {
        return asked.exceptionallyCompose(failure -> Refusal.in(failure)
                        .filter(it -> it.kind() == Refusal.Kind.NOT_FOUND)
                        .isPresent()
                ? CompletableFuture.supplyAsync(otherwise, Runnable::run)
                : CompletableFuture.failedStage(failure));
    }

    private static <T> CompletionStage<T> wrong() {
        return CompletableFuture.failedStage(Refusal.unauthenticated("the e-mail or the password is wrong"));
    }
}
