package parley.http.companion;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.Locale;
import java.util.Set;

/**
 * Who is let in without a token, and what a guest is given.
 *
 * @param welcome whether anybody is
 * @param hereOnly whether only those are who call this server by a name of the machine that both run on: a foreign page
 *     that has its own name pointed here is none of them
 * @param byName whether those are who have a token that the Companion's own secret signed, and are not known here
 * @param below a guest with fewer credits is given some
 * @param give so many
 * @param aDay so often at most, evenly over the day; 0 for never
 */
record GuestSettings(boolean welcome, boolean hereOnly, boolean byName, long below, long give, int aDay) {
    private static final String GUESTS = "guests";
    private static final String PRODUCTION = "production";
    private static final int MOST_A_DAY = 1440;

    GuestSettings {
        if (aDay < 0 || aDay > MOST_A_DAY)
            throw new IllegalArgumentException("guest-credits.a-day is 0 to " + MOST_A_DAY);
    }

    static GuestSettings from(Config own, String environment, String host) {
        String said = own.getString(GUESTS).toLowerCase(Locale.ROOT);
        boolean here = Loopback.is(host) && !environment.equalsIgnoreCase(PRODUCTION);
        Config credits = own.getConfig("guest-credits");
        boolean on = Set.of("on", "true", "yes").contains(said);
        boolean off = Set.of("off", "false", "no").contains(said);
        boolean auto = said.equals("auto");
        if (!on && !off && !auto) throw new ConfigException.BadValue(own.origin(), GUESTS, "it is auto, on or off");
        return new GuestSettings(
                on || (auto && here),
                auto,
                !off,
                credits.getLong("below"),
                credits.getLong("give"),
                credits.getInt("a-day"));
    }
}
