/** Language models: which provider speaks which wire, the scripted demo, and finding out which models are there. */
@NullMarked
package parley.http.provider;

import org.jspecify.annotations.NullMarked;
