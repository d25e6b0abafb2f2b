/** How fast the journal is, beside the plugin's own classes, bare JDBC and no database at all. */
@NullMarked
package parley.persistence.benchmark;

import org.jspecify.annotations.NullMarked;
