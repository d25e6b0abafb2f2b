package parley.engine.user;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.kernel.Residence;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;

/** Users as another server would take them in, password hash and all: for who holds the journal, and nobody else. */
public final class Departures {
    private final Residence<UserCommand> users;

    private Departures(Residence<UserCommand> users) {
        this.users = users;
    }

    /** The users of the whole cluster. */
    public static Departures sharded(ActorSystem<?> system, UserSettings settings) {
        return new Departures(Residence.open(
                system,
                User.KEY,
                settings.entity(),
                entity -> User.create(new UserId(entity.getEntityId()), entity.getShard(), settings)));
    }

    /** One of them; NOT_FOUND where there is no such user. */
    public CompletionStage<Newcomer> newcomer(UserId user) {
        return users.<UserCommand.Credentials>ask(user.value(), UserCommand.GetCredentials::new)
                .thenApply(it -> {
                    UserProfile profile = it.profile();
                    return new Newcomer(
                            profile.id(),
                            profile.email(),
                            profile.name(),
                            profile.firstName(),
                            profile.lastName(),
                            new Secret(it.password().encoded()),
                            profile.registeredAt(),
                            !profile.inactive(),
                            profile.verified());
                });
    }
}
