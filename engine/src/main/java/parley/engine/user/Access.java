package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;

/**
 * By what else than a password a user may come in, and whether at all.
 *
 * @param inactive whether they are kept out
 * @param verified whether it is known that the e-mail is theirs
 * @param identities as whom providers may introduce them
 */
record Access(
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean inactive,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean verified,
        List<Identity> identities) {
    static final Access USUAL = new Access(false, false, List.of());

    Access {
        identities = List.copyOf(identities);
    }

    /** How a provider knows a user. */
    enum Acquaintance {
        NONE,
        SAME,
        OTHER
    }

    /** Whether a provider knows this user as that, or as somebody else, or not at all. */
    Acquaintance acquaintance(Identity identity) {
        if (identities.contains(identity)) return Acquaintance.SAME;
        boolean other = identities.stream().anyMatch(it -> it.provider().equals(identity.provider()));
        return other ? Acquaintance.OTHER : Acquaintance.NONE;
    }

    Access active(boolean active) {
        return new Access(!active, verified, identities);
    }

    Access verified(boolean known) {
        return new Access(inactive, known, identities);
    }

    Access with(Identity other) {
        return new Access(
                inactive,
                verified,
                Stream.concat(identities.stream(), Stream.of(other)).toList());
    }
}
