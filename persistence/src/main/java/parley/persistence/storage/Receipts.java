package parley.persistence.storage;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** What a server has confirmed of the parts of a file, in their order. */
record Receipts(List<CompletedPart> all) {
    Receipts() {
        this(List.of());
    }

    Receipts with(CompletedPart part) {
        List<CompletedPart> more = new ArrayList<>(all);
        more.add(part);
        return new Receipts(List.copyOf(more));
    }
}
