/**
 * The hall, from which every room is seen: the command line and the wiring.
 *
 * <p>Configuration has layers, the upper one wins: the command line's system properties, the environment, the operator's
 * file, our own defaults, everybody else's defaults. A cluster is joined on every start; a server that is given no seed
 * nodes is a cluster of one and runs the same code.
 */
@NullMarked
package parley.http.main;

import org.jspecify.annotations.NullMarked;
