/** Language models as the engine sees them: a prompt goes in, chunks come out. */
@NullMarked
package parley.engine.llm;

import org.jspecify.annotations.NullMarked;
