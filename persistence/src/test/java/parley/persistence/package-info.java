/** What the tests of all rooms share. */
@NullMarked
package parley.persistence;

import org.jspecify.annotations.NullMarked;
