package parley.engine.storage;

import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Names;
import parley.engine.kernel.Refusal;

/**
 * A file that is about to come.
 *
 * @param conversation the conversation that it is sent for, if any
 * @param bytes how many it has at the least, so that they can be kept free for it; 0 where nobody knows
 */
public record Upload(FileName name, @Nullable String conversation, long bytes) {
    public Upload {
        if (conversation != null) Names.check("conversation", conversation);
        if (bytes < 0) throw Refusal.invalid("a file has no less than 0 bytes");
    }
}
