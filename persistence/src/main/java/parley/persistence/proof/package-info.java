/**
 * The ledger's auditor: folds the journals of accounts and conversations by itself, without a class of theirs, so that a
 * mistake in how they fold cannot hide itself. It reads rows and trees, keeps books of its own and compares.
 */
@NullMarked
package parley.persistence.proof;

import org.jspecify.annotations.NullMarked;
