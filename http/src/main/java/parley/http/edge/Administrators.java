package parley.http.edge;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import parley.engine.user.Email;
import parley.engine.user.UserProfile;

/** Who may do what concerns others: people by their e-mails, in any case. Nobody, where none is named. */
public record Administrators(Set<String> emails) {
    public Administrators {
        emails = emails.stream().map(it -> new Email(it).normalised()).collect(Collectors.toUnmodifiableSet());
    }

    /** Reads e-mails with commas between them; INVALID where one is none. */
    public static Administrators named(String list) {
        return new Administrators(Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toSet()));
    }

    public boolean include(UserProfile user) {
        return emails.contains(new Email(user.email()).normalised());
    }
}
