package parley.engine.safe;

/**
 * A secret that only a {@link Safe} can open.
 *
 * @param key the id of the master key that it was sealed with
 * @param text the envelope in Base64: the data key under the master key, and the secret under the data key
 */
public record Sealed(String key, String text) {
    @Override
    public String toString() {
        return "Sealed[" + key + "]";
    }
}
