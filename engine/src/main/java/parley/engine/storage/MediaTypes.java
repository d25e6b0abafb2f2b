package parley.engine.storage;

import org.apache.pekko.util.ByteString;

/** Tells what kind of file something is by how it begins; its name may narrow that down, and never contradict it. */
public interface MediaTypes {
    /** So many bytes are shown to it, where the file has as many. */
    int SHOWN = 8192;

    /** The media type, {@code application/octet-stream} where nobody can tell. */
    String of(FileName name, ByteString beginning);
}
