/** The page in a real browser, against a small server of its own that speaks the page's part of the API from a script. */
@NullMarked
package parley.http.page;

import org.jspecify.annotations.NullMarked;
