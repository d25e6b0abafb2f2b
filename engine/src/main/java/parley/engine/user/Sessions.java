package parley.engine.user;

import java.util.concurrent.CompletionStage;
import parley.engine.kernel.UserId;

/** The door to where users are signed in; all of it survives a restart. */
public interface Sessions {
    /** Signs a user in, who has just proved that it is them. NOT_FOUND where there is no such user. */
    CompletionStage<OpenSession> begin(UserId user);

    /** Signs a user in by a refresh token of an earlier server, once; UNAUTHENTICATED the next time. */
    CompletionStage<OpenSession> trade(UserId user, OldToken token);

    /**
     * Goes on with a session by a token that was checked. UNAUTHENTICATED where the session is over, and where the token
     * was used before: unless that was a moment ago, the session ends with it.
     */
    CompletionStage<OpenSession> refresh(UserId user, SessionId session, int generation);

    /** Ends a session; one that is over stays so. */
    CompletionStage<Standing> end(UserId user, SessionId session);

    /** Ends all of a user's sessions, and no token that was issued before is good any more. */
    CompletionStage<Standing> endAll(UserId user);

    /** Which of a user's tokens are good now. NOT_FOUND where there is no such user. */
    CompletionStage<Standing> standing(UserId user);
}
