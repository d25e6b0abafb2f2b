package parley.http.edge;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.failWith;

import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;

/** Whether a server may take new work, which it could not finish while it lacks what it needs for that. */
@FunctionalInterface
public interface Steadiness {
    /** Methods that change something. */
    Set<HttpMethod> WORK = Set.of(HttpMethods.POST, HttpMethods.PUT, HttpMethods.PATCH, HttpMethods.DELETE);

    /** Its events are work, its requests are not: they hold lines open on which much is told. */
    String SOCKETS = "/socket.io";

    /** It may, always. */
    Steadiness ALWAYS = Optional::empty;

    /** Why not, for people; nothing where it may. */
    Optional<String> why();

    /** In how many seconds another try is worth it: databases are back, and clusters have decided, within a few of them. */
    int SOON = 2;

    /** What to say to who brings work; nothing where it is taken. */
    default Optional<Problem> no() {
        return why().map(it -> Problem.unavailable(it, SOON));
    }

    /** The same route, where requests that change something are refused while they cannot be done. */
    default Route around(Route route) {
        return extractRequest(
                request -> isWork(request) ? no().<Route>map(it -> failWith(it)).orElse(route) : route);
    }

    private static boolean isWork(HttpRequest request) {
        return WORK.contains(request.method()) && !request.getUri().path().startsWith(SOCKETS);
    }
}
