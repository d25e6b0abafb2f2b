package parley.engine.user;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Fresh;
import parley.engine.kernel.Residence;
import parley.engine.kernel.UserId;

/** Asks users in the cluster where they are signed in. */
final class ShardedSessions implements Sessions {
    private final Residence<UserCommand> users;
    private final Clock clock;
    private final SecureRandom random;

    ShardedSessions(Residence<UserCommand> users, Clock clock, SecureRandom random) {
        this.users = users;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public CompletionStage<OpenSession> begin(UserId user) {
        return begin(user, null);
    }

    @Override
    public CompletionStage<OpenSession> trade(UserId user, OldToken token) {
        return begin(user, token);
    }

    private CompletionStage<OpenSession> begin(UserId user, @Nullable OldToken traded) {
        SessionId session = new SessionId(Fresh.id("session", random));
        return users.ask(user.value(), to -> new UserCommand.Begin(session, traded, clock.instant(), to));
    }

    @Override
    public CompletionStage<OpenSession> refresh(UserId user, SessionId session, int generation) {
        return users.ask(user.value(), to -> new UserCommand.Refresh(session, generation, clock.instant(), to));
    }

    @Override
    public CompletionStage<Standing> end(UserId user, SessionId session) {
        return users.ask(user.value(), to -> new UserCommand.End(session, clock.instant(), to));
    }

    @Override
    public CompletionStage<Standing> endAll(UserId user) {
        return users.ask(user.value(), to -> new UserCommand.EndAll(clock.instant(), to));
    }

    @Override
    public CompletionStage<Standing> standing(UserId user) {
        return users.insist(user.value(), UserCommand.GetStanding::new);
    }
}
