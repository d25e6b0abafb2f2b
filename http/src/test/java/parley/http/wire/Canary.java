package parley.http.wire;

/** The key that tests give to providers: wherever it turns up but on their wire, something leaks. */
public final class Canary {
    public static final String KEY = "sk-canary-3f9c1b7e5d";

    private Canary() {}
}
