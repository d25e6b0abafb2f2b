/** Language models: those that speak the OpenAI wire, the scripted demo, and finding out which are there. */
@NullMarked
package parley.http.provider;

import org.jspecify.annotations.NullMarked;
