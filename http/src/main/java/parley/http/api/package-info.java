/** Our own dialect: the whole engine as JSON resources and one event stream a conversation, under {@code /api}. */
@NullMarked
package parley.http.api;

import org.jspecify.annotations.NullMarked;
