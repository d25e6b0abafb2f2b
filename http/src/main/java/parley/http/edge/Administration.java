package parley.http.edge;

import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.user.UserProfile;
import parley.engine.user.Users;

/** Lets administrators through, by their e-mails; everybody else is FORBIDDEN. */
public final class Administration {
    private final Administrators administrators;
    private final Users users;

    public Administration(Administrators administrators, Users users) {
        this.administrators = administrators;
        this.users = users;
    }

    /** Looks the e-mail up at every request: a token tells who somebody is, and not what they may do. */
    public Route admitted(UserId user, Supplier<Route> inner) {
        return onSuccess(allowed(user), _ -> inner.get());
    }

    private CompletionStage<UserProfile> allowed(UserId user) {
        Refusal no = Refusal.forbidden("only an administrator may do this");
        if (administrators.emails().isEmpty()) return CompletableFuture.failedStage(no);
        return users.profile(user).handle((profile, failure) -> {
            if (failure != null && Refusal.in(failure).isEmpty()) throw new CompletionException(failure);
            if (failure != null || !administrators.include(profile)) throw no;
            return profile;
        });
    }
}
