/** Text with notes on stretches of it, under the names that MaryTTS asks for; see the package above. */
@NullMarked
package de.dfki.lt.tools.tokenizer.annotate;

import org.jspecify.annotations.NullMarked;
