/**
 * The edge of the house, shared by every dialect: signing in, problems, bodies, event streams and limits.
 *
 * <p>Only {@link parley.http.edge.Problems} knows which status a refusal has. A token is checked by Pac4j with a signature
 * and nothing else: an encryption configuration would let an unsigned token in (CVE-2026-29000), so there is none, and a
 * guard before Pac4j turns away whatever is not a three-part HS256 token.
 */
@NullMarked
package parley.http.edge;

import org.jspecify.annotations.NullMarked;
