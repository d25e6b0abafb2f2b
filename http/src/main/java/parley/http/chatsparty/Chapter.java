package parley.http.chatsparty;

import org.apache.pekko.http.javadsl.server.Route;

/** Some addresses of this dialect that belong together. */
@FunctionalInterface
interface Chapter {
    /** Their routes at one of its mounts, relative to it. */
    Route routes(Mount mount);
}
