/**
 * Tools of servers that speak the Model Context Protocol, by its official SDK. Of the SDK's transports those over HTTP are
 * used, on a client that bounds what is read; programs are spoken with by our own, which bounds it as well and gives them
 * little of our environment.
 */
@NullMarked
package parley.http.tool;

import org.jspecify.annotations.NullMarked;
