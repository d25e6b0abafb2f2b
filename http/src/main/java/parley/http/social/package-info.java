/**
 * Signing in by providers such as Google and GitHub (OAuth 2 with PKCE, RFC 6749 and 7636): what they say of somebody
 * becomes an introduction. Codes, tokens and states are never logged, and what a provider sends is not believed further
 * than that it is what the provider says.
 */
@NullMarked
package parley.http.social;

import org.jspecify.annotations.NullMarked;
