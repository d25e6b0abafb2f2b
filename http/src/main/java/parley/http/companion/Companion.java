package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.reject;

import java.time.Clock;
import java.util.List;
import java.util.Map;
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
            Pattern.compile("/api/(status|chat|chat/(stream|stop|switch)|(characters|models|tts)(/.*)?)|/models/.*"
                    + "|/generate(-stream|-visemes)?|/voices");

    /** Where its pages may call from: these, and the door and the health of the server. */
    private static final Pattern PUBLIC = Pattern.compile(OURS + "|/|/health");

    private final CompanionSettings settings;
    private final Turnstile turnstile;
    private final ModelMenu menu;
    private final Particulars particulars;
    private final List<Chapter> chapters;
    private final ChatRoutes chats;

    public Companion(Doors doors, CompanionSettings settings, Clock clock) {
        this.settings = settings;
        this.turnstile = new Turnstile(settings.limit());
        this.menu = new ModelMenu(doors.models(), doors.users());
        this.particulars = new Particulars(menu, doors.speaker(), settings);
        GuestCredits credits = new GuestCredits(doors.accounts(), settings.guests(), clock);
        Visitors visitors = new Visitors(doors.users(), doors.keyring(), settings.guests(), credits);
        Speaking speaking = new Speaking(doors, settings);
        chapters = List.of(
                new StatusRoutes(menu, visitors, settings, clock),
                new ModelRoutes(menu, visitors, settings, clock),
                new TtsRoutes(visitors, speaking, clock),
                new CloneRoutes(visitors, clock),
                new SpeechServerRoutes(visitors, speaking, clock),
                new Live2dRoutes(doors.links(), visitors, settings.live2d(), clock),
                new CharacterRoutes(
                        doors.gallery(), visitors, new Roster(doors.gallery(), doors.agentIndex(), doors.users())));
        chats = new ChatRoutes(doors, visitors, new Answerers(doors, menu, settings), settings, clock);
    }

    /** What its users are told at {@code GET /health} besides whether the server can do its work. */
    public Map<String, Object> particulars() {
        return settings.enabled() ? particulars.told() : Map.of();
    }

    /** Whether a page of this origin may call this address from a browser. */
    public boolean mayCall(String origin, HttpRequest request) {
        return settings.enabled()
                && settings.origins().contains(origin)
                && PUBLIC.matcher(request.getUri().path()).matches();
    }

    /** The form in which these addresses say no, where a request is for one of them. */
    public static Optional<ErrorForm> errors(HttpRequest request) {
        return OURS.matcher(request.getUri().path()).matches() ? Optional.of(COMPLAINT) : Optional.empty();
    }

    /**
     * Everything; nothing where the dialect is switched off. At addresses that another dialect has too, {@code elsewhere}
     * answers whoever means that one.
     */
    public Route routes(Route elsewhere) {
        if (!settings.enabled()) return reject();
        Route all = chapters.stream().map(Chapter::routes).reduce(reject(), (some, more) -> concat(some, more));
        return turnstile.around(concat(all, chats.routes(elsewhere)));
    }
}
