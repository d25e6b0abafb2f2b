package parley.engine.connection;

/**
 * How the trial of a connection went.
 *
 * @param latency in milliseconds
 */
public record Trial(boolean success, String message, long latency) {}
