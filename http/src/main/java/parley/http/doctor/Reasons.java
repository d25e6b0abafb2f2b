package parley.http.doctor;

/** Why something failed, as far as it may be told. */
final class Reasons {
    private Reasons() {}

    /** The innermost reason in its own words, of its first line. */
    static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        String message = cause.getMessage();
        String kind = cause.getClass().getSimpleName();
        return message == null || message.isBlank()
                ? kind
                : message.lines().findFirst().orElse(kind);
    }
}
