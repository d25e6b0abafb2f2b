package parley.persistence.journal;

import com.fasterxml.jackson.annotation.JsonTypeName;
import parley.engine.kernel.Journaled;

/** An event of the tests. */
@JsonTypeName("test.noted")
record Noted(String text) implements Journaled {}
