/** What programs and people read of the addresses: the OpenAPI document of the ChatsParty dialect, and a page that shows it. */
@NullMarked
package parley.http.manual;

import org.jspecify.annotations.NullMarked;
