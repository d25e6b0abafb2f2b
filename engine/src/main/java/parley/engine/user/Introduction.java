package parley.engine.user;

import org.jspecify.annotations.Nullable;

/**
 * What a provider of sign-ins says of somebody who has just proved there that it is them.
 *
 * @param emailVerified whether the provider knows that they receive letters there; if not, the e-mail proves nothing
 */
public record Introduction(
        Identity identity,
        String email,
        boolean emailVerified,
        String name,
        @Nullable String firstName,
        @Nullable String lastName) {}
