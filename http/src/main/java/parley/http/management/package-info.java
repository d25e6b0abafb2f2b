/**
 * What those ask who look after a server: whether it lives, whether it can be sent visitors, and who is in its cluster.
 * Read-only, on a port of its own, on loopback unless an operator says otherwise.
 */
@NullMarked
package parley.http.management;

import org.jspecify.annotations.NullMarked;
