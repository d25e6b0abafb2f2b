package parley.http.chatsparty;

import com.typesafe.config.Config;
import java.util.Locale;
import java.util.Set;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.stream.StreamLimitReachedException;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;
import parley.engine.storage.FileName;
import parley.http.edge.Problem;
import parley.http.file.FileReceipt;

/**
 * What may be sent as a document, {@code parley.chatsparty.documents}; all else is 400 to these clients.
 *
 * @param largest in bytes
 * @param provider what clients are told of where files are kept
 */
record DocumentRules(long largest, String provider) implements FileReceipt.Bounds {
    private static final Set<String> KINDS = Set.of("pdf", "txt", "doc", "docx");
    private static final int KIBI = 1024;

    static DocumentRules from(Config config) {
        return new DocumentRules(config.getBytes("largest"), config.getString("provider"));
    }

    /** Refuses a name with another ending, and a file that is known to be too large. */
    @Override
    public void check(FileName name, long least) {
        if (!KINDS.contains(ending(name)))
            throw refused("File type not supported. Allowed types: .pdf, .txt, .doc, .docx");
        if (least > largest) throw tooLarge();
    }

    /** The same for a document that is to be read. */
    void checkReadable(FileName name, long least) {
        check(name, least);
        if (ending(name).equals("doc"))
            throw refused("Word's old .doc files cannot be read here; save it as .docx or as PDF and send that");
    }

    /** As many bytes as there may be; with more of them the stream fails. */
    @Override
    public Flow<ByteString, ByteString, NotUsed> bounded() {
        return Flow.of(ByteString.class)
                .limitWeighted(largest, it -> (long) it.size()) // bytes, until there are too many
                .mapError(StreamLimitReachedException.class, _ -> tooLarge()); // bytes
    }

    static Problem refused(String why) {
        return new Problem(StatusCodes.BAD_REQUEST, "invalid", why);
    }

    private Problem tooLarge() {
        return refused("File too large. Maximum size: " + largest / KIBI / KIBI + "MB");
    }

    /** In lower case and without its dot; empty where there is none. */
    static String ending(FileName name) {
        int dot = name.value().lastIndexOf('.');
        return dot < 0 ? "" : name.value().substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
