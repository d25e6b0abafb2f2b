package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.reject;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;
import parley.http.edge.ErrorForm;

/** All addresses of this dialect. */
public final class Companion {
    private static final ErrorForm COMPLAINT = new Complaint();
    /** Its addresses; all else below {@code /api} is another dialect's. */
    private static final Pattern OURS =
            Pattern.compile("/api/(status|chat|chat/(stream|switch)|(characters|models|tts)(/.*)?)|/models/.*");

    private final boolean enabled;
    private final List<Chapter> chapters;

    public Companion(Doors doors, CompanionSettings settings) {
        enabled = settings.enabled();
        Visitors visitors = new Visitors(doors.users(), doors.keyring().signedIn(), settings.guests());
        chapters = List.of(new StatusRoutes(doors, visitors));
    }

    /** The form in which these addresses say no, where a request is for one of them. */
    public static Optional<ErrorForm> errors(HttpRequest request) {
        return OURS.matcher(request.getUri().path()).matches() ? Optional.of(COMPLAINT) : Optional.empty();
    }

    /** Everything; nothing where the dialect is switched off. */
    public Route routes() {
        if (!enabled) return reject();
        return chapters.stream().map(Chapter::routes).reduce(reject(), (all, more) -> concat(all, more));
    }
}
