package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What is kept of a password, in one of the forms of {@link HashForm}; ours is {@code $argon2id$v=19$m=..,t=..,p=..$salt$hash}. Prints as dots. */
record PasswordHash(@JsonValue String encoded) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    PasswordHash {}

    @Override
    public String toString() {
        return "•••";
    }
}
