/** Tests of the table of members. */
@NullMarked
package parley.persistence.membership;

import org.jspecify.annotations.NullMarked;
