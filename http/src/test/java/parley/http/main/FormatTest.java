package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());
    private static final String HOW = "these files are not formatted; this writes them anew: mvn -B test"
            + " -Dparley.format=write -Dtest=FormatTest -Dsurefire.failIfNoSpecifiedTests=false";

    private static String formatted(String source) throws FormatterException {
        String imported = RemoveUnusedImports.removeUnusedImports(
                ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.PALANTIR));
        return FORMATTER.formatSource(imported);
    }

    @Test
    void every_source_is_formatted() throws FormatterException, IOException {
        List<Path> unformatted = new ArrayList<>();
        for (Path file : Checkout.sources()) {
            String source = Checkout.read(file);
            String formatted = formatted(source);
            if (source.equals(formatted)) continue;
            if (System.getProperty("parley.format", "check").equals("write")) Files.writeString(file, formatted);
            else unformatted.add(Checkout.ROOT.relativize(file));
        }

        assertThat(unformatted).as(HOW).isEmpty();
    }

    @Test
    void a_source_that_is_not_formatted_is_found() throws FormatterException {
        String source = "package a;\nimport java.util.List;\nclass  A{ }\n";

        assertThat(formatted(source)).isEqualTo("package a;\n\nclass A {}\n");
    }
}
