package parley.engine.user;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.engine.kernel.Fresh;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Residence;
import parley.engine.kernel.UserId;
import parley.engine.user.UserCommand.Credentials;

/**
 * Finds, links or registers whom a provider introduces. The e-mail is claimed, then the identity, then the user is told,
 * and the claim is confirmed; whatever a crash leaves undone, the next introduction does, or the grace frees.
 */
final class Introductions {
    private final Residence<UserCommand> users;
    private final Residence<EmailClaim.Command> emails;
    private final Residence<EmailClaim.Command> identities;
    private final Passwords passwords;
    private final Clock clock;
    private final SecureRandom random;

    Introductions(
            Residence<UserCommand> users,
            Residence<EmailClaim.Command> emails,
            Residence<EmailClaim.Command> identities,
            Passwords passwords,
            Clock clock,
            SecureRandom random) {
        this.users = users;
        this.emails = emails;
        this.identities = identities;
        this.passwords = passwords;
        this.clock = clock;
        this.random = random;
    }

    /** Who that is; registered or linked before if need be. */
    CompletionStage<Credentials> recognised(Introduction introduction) {
        Identity identity = introduction.identity();
        return known(identity) // credentials, or nothing
                .thenCompose(it -> it.<CompletionStage<Credentials>>map(CompletableFuture::completedStage)
                        .orElseGet(() -> met(introduction))) // credentials
                .thenCompose(it -> confirmed(identity, it));
    }

    private CompletionStage<Optional<Credentials>> known(Identity identity) {
        CompletionStage<Optional<Credentials>> found = identities
                .<EmailClaim.Owner>ask(identity.key(), EmailClaim.GetOwner::new) // owner
                .thenCompose(owner -> users.<Credentials>ask(
                        owner.user().value(), to -> new UserCommand.Recognise(identity, to))) // credentials
                .thenApply(Optional::of);
        return ShardedUsers.or(found, Optional::empty);
    }

    private CompletionStage<Credentials> met(Introduction introduction) {
        if (!introduction.emailVerified())
            return CompletableFuture.failedStage(
                    Refusal.forbidden("the provider has not verified that this e-mail is yours"));
        Email address = new Email(introduction.email());
        return registered(address) // user, or nobody
                .thenCompose(it -> it.isPresent()
                        ? linked(introduction, it.get())
                        : introduced(introduction, address, new UserId(Fresh.id("user", random))));
    }

    /** An e-mail whose registration broke off is nobody's. */
    private CompletionStage<Optional<UserId>> registered(Email address) {
        CompletionStage<Optional<UserId>> found = emails.<EmailClaim.Owner>ask(
                        address.normalised(), EmailClaim.GetOwner::new) // owner
                .thenCompose(
                        owner -> users.<UserProfile>ask(owner.user().value(), UserCommand.GetProfile::new)) // profile
                .thenApply(it -> Optional.of(it.id()));
        return ShardedUsers.or(found, Optional::empty);
    }

    private CompletionStage<Credentials> linked(Introduction introduction, UserId user) {
        return claimed(introduction.identity(), user)
                .thenCompose(owner -> users.ask(
                        user.value(),
                        to -> new UserCommand.Link(
                                introduction.identity(), passwords.unmatched(), clock.instant(), to)));
    }

    private CompletionStage<Credentials> introduced(Introduction introduction, Email address, UserId user) {
        return emails.<EmailClaim.Owner>ask(
                        address.normalised(), to -> new EmailClaim.Claim(user, clock.instant(), to)) // owner
                .thenCompose(owner -> claimed(introduction.identity(), user)) // owner
                .thenCompose(owner -> users.ask(
                        user.value(),
                        to -> new UserCommand.Introduce(
                                address.address(),
                                introduction.name().strip(),
                                introduction.firstName(),
                                introduction.lastName(),
                                passwords.unmatched(),
                                introduction.identity(),
                                clock.instant(),
                                to)));
    }

    private CompletionStage<EmailClaim.Owner> claimed(Identity identity, UserId user) {
        return identities.ask(identity.key(), to -> new EmailClaim.Claim(user, clock.instant(), to));
    }

    private CompletionStage<Credentials> confirmed(Identity identity, Credentials credentials) {
        return identities
                .<EmailClaim.Owner>ask(
                        identity.key(),
                        to -> new EmailClaim.Confirm(credentials.profile().id(), clock.instant(), to)) // owner
                .thenApply(owner -> credentials);
    }
}
