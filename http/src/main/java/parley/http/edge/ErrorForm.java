package parley.http.edge;

import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The form in which a dialect says no. */
@FunctionalInterface
public interface ErrorForm {
    /** The whole answer; the headers of the problem are added by who asks. */
    HttpResponse of(Problem problem);
}
