/**
 * Examines a deployment from outside and says what is wrong with it and what to do. It starts no server, writes no event
 * and joins no cluster; each check has its time, and one that fails hides no other.
 */
@NullMarked
package parley.http.doctor;

import org.jspecify.annotations.NullMarked;
