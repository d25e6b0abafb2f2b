package parley.http.edge;

/** What somebody who has signed in goes on with: a short-lived token for every request, and one for the next pair. */
public record TokenPair(AccessToken access, AccessToken refresh) {}
