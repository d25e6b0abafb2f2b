package parley.engine.user;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Residence;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;

/** Lets users set a forgotten password anew, by a token in a letter: {@code <user>~<256 bits of chance>}. */
final class Resets {
    private static final int CHANCE_BYTES = 32;
    private static final char MARK = '~';

    private final Residence<UserCommand> users;
    private final Mailbox mailbox;
    private final Clock clock;
    private final SecureRandom random;

    Resets(Residence<UserCommand> users, Mailbox mailbox, Clock clock, SecureRandom random) {
        this.users = users;
        this.mailbox = mailbox;
        this.clock = clock;
        this.random = random;
    }

    CompletionStage<UserProfile> send(UserId user) {
        String token = token(user);
        return users.<UserCommand.ResetAnswer>ask(
                        user.value(),
                        to -> new UserCommand.AskReset(TokenHash.of(token), clock.instant(), to)) // answer
                .thenCompose(it -> it.fresh() ? sent(it, token) : CompletableFuture.completedStage(it.profile()));
    }

    private CompletionStage<UserProfile> sent(UserCommand.ResetAnswer answer, String token) {
        UserProfile to = answer.profile();
        return mailbox.send(new Mailbox.ResetLetter(to.email(), to.name(), new Secret(token), answer.until()))
                .thenApply(done -> to);
    }

    CompletionStage<UserProfile> use(Secret token, PasswordHash fresh) {
        UserId user = holder(token);
        TokenHash hash = TokenHash.of(token.reveal());
        return users.ask(user.value(), to -> new UserCommand.Reset(hash, fresh, clock.instant(), to));
    }

    /** Whose a token says to be; INVALID where it is none. */
    static UserId holder(Secret token) {
        int mark = token.reveal().indexOf(MARK);
        if (mark < 0) throw Refusal.invalid("this is no token of a letter");
        return new UserId(token.reveal().substring(0, mark));
    }

    private String token(UserId user) {
        byte[] chance = new byte[CHANCE_BYTES];
        random.nextBytes(chance);
        return user.value() + MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
    }
}
