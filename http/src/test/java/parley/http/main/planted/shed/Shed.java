package parley.http.main.planted.shed;

/** Stands beside the house, in no room. */
public final class Shed {
    private Shed() {}
}
