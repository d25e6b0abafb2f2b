/** Examines the proof of the ledger. */
@NullMarked
package parley.persistence.proof;

import org.jspecify.annotations.NullMarked;
