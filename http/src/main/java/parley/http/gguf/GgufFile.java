package parley.http.gguf;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import parley.engine.llm.ModelFailure;

/**
 * What the head of a model file says. The head is read before the engine sees the file, because the engine ends the
 * process where a file is bad enough.
 *
 * @param architecture what kind of model it is, such as {@code llama}
 * @param context tokens of the window it was trained for; 0 where it does not say
 */
record GgufFile(Path path, String architecture, int context) {
    /**
     * Reads and judges the head of a file.
     *
     * @throws ModelFailure.Rejected where it is no model file that could be loaded, with what to do
     */
    static GgufFile read(Path path) {
        if (!Files.isRegularFile(path))
            throw no("there is no file " + path + "; set parley.models.gguf.path (PARLEY_GGUF) to a model file");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            GgufHead head = new GgufHead(in, Files.size(path));
            head.read();
            return new GgufFile(path, head.architecture(), head.context());
        } catch (GgufHead.Strange strange) {
            throw no(path.getFileName() + " " + strange.getMessage());
        } catch (IOException unreadable) {
            throw no(path + " cannot be read; look at its permissions");
        }
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    private static ModelFailure.Rejected no(String reason) {
        return new ModelFailure.Rejected(reason);
    }
}
