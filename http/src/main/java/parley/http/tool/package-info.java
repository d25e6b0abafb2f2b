/**
 * Tools of servers that speak the Model Context Protocol, by its official SDK. Beneath the SDK's client are transports of
 * our own: the SDK's hold as much as a server cares to say, take seconds for a line of a megabyte, leave whoever waits
 * alone with a broken answer, and give programs all of our environment.
 */
@NullMarked
package parley.http.tool;

import org.jspecify.annotations.NullMarked;
