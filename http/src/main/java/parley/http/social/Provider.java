package parley.http.social;

import java.util.concurrent.CompletionStage;
import parley.engine.kernel.Secret;
import parley.engine.user.Introduction;

/** Somebody whom people have an account with, and who says who they are. */
interface Provider {
    /** In addresses, such as {@code google}. */
    String name();

    /** For people. */
    String title();

    SocialSettings.Place place();

    /** Whom an access token that was given to this server is about. */
    CompletionStage<Introduction> introduction(Secret token);
}
