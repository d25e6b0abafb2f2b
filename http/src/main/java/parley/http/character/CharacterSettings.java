package parley.http.character;

import com.typesafe.config.Config;

/**
 * What characters may cost, {@code parley.characters}.
 *
 * @param card bytes of a file with one card, archives aside
 * @param archive bytes of a CHARX or another archive with one card
 * @param bundle bytes of a request with many files, or of a ZIP of cards, packed and unpacked
 * @param files how many cards may come at once
 * @param pixels of a picture that is made smaller
 * @param atOnce how many files are read and pictures made smaller at the same time
 * @param kept bytes of smaller pictures that are kept in memory
 */
public record CharacterSettings(long card, long archive, long bundle, int files, long pixels, int atOnce, long kept) {
    /** Reads {@code parley.characters}. */
    public static CharacterSettings from(Config config) {
        return new CharacterSettings(
                config.getBytes("card"),
                config.getBytes("archive"),
                config.getBytes("bundle"),
                config.getInt("files"),
                config.getLong("pixels"),
                config.getInt("at-once"),
                config.getBytes("kept"));
    }
}
