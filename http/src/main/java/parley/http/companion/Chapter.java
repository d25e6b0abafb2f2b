package parley.http.companion;

import org.apache.pekko.http.javadsl.server.Route;

/** Some addresses of this dialect that belong together. */
@FunctionalInterface
interface Chapter {
    Route routes();
}
