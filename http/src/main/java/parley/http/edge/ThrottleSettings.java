package parley.http.edge;

/**
 * How often one client may try to sign in or to register.
 *
 * @param burst attempts at once
 * @param perMinute attempts a minute in the long run
 */
public record ThrottleSettings(int burst, int perMinute) {}
