/** Pekko's own examination of a journal and a snapshot store; {@code mvn -Ptck verify} sits it. */
@NullMarked
package parley.persistence.tck;

import org.jspecify.annotations.NullMarked;
