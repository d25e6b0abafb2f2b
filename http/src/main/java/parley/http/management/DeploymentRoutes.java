package parley.http.management;

import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static parley.http.edge.Json.ok;

import java.util.Optional;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.kernel.Refusal;
import parley.http.edge.Administration;
import parley.http.edge.SignedIn;

/** Tells administrators how the whole deployment is; whoever is none is FORBIDDEN. */
public final class DeploymentRoutes {
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final Survey survey;
    private final Administration administration;
    private final SignedIn signedIn;

    public DeploymentRoutes(Survey survey, Administration administration, SignedIn signedIn) {
        this.survey = survey;
        this.administration = administration;
        this.signedIn = signedIn;
    }

    // GET /api/v1/admin/deployment?after&limit
    public Route routes() {
        return pathPrefix(
                "api",
                () -> pathPrefix(
                        "v1",
                        () -> pathPrefix(
                                "admin",
                                () -> path(
                                        "deployment",
                                        () -> get(() -> signedIn.signedIn(
                                                user -> administration.admitted(user, this::told)))))));
    }

    private Route told() {
        return parameterOptional(
                "after",
                after -> parameterOptional("limit", limit -> ok(survey.deployment(after.orElse(""), limit(limit)))));
    }

    private static int limit(Optional<String> text) {
        int limit = text.map(DeploymentRoutes::number).orElse(USUAL);
        if (limit < 1 || limit > MOST) throw Refusal.invalid("limit is a number from 1 to " + MOST);
        return limit;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
