/**
 * Growing text to chunks a voice can say. One forward scan judges each place once: cut, no, or wait. A judgement that
 * looked past the text that is there is thrown away and made again when more has come, so chunks do not depend on how
 * the text was split on its way.
 */
@NullMarked
package parley.engine.chunking;

import org.jspecify.annotations.NullMarked;
