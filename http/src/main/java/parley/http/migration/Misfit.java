package parley.http.migration;

/** One record cannot be moved; what is said of it is for the report and holds nothing of the record. */
final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    Misfit(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
