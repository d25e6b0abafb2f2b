package parley.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverviewTest {
    private static final String EVIL = "<script>alert(\"1\")</script>&'";
    private static final Facts.Pool POOL = new Facts.Pool(1, 2, 3, 10);

    @Test
    void whatever_is_shown_is_text() {
        Deployment evil = new Deployment(
                Instant.EPOCH,
                EVIL,
                List.of(
                        new Deployment.Node(EVIL, EVIL, true, true, true, true, new Facts(EVIL, 1, 2, 3, 4, POOL)),
                        new Deployment.Node(EVIL, EVIL, false, false, false, false, null)),
                List.of(new Deployment.Kind(EVIL, false, List.of(new Deployment.Share(EVIL, 1, 2)))),
                List.of(new Deployment.OpenTurn(EVIL, 1, Instant.EPOCH, EVIL)),
                EVIL);

        assertThat(Overview.page(evil))
                .doesNotContain("<script", "alert(\"")
                .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;");
    }

    @Test
    void a_node_that_does_not_answer_is_told_as_such() {
        Deployment silent = new Deployment(
                Instant.EPOCH,
                null,
                List.of(new Deployment.Node("pekko://parley@b:1", "Up", false, false, false, false, null)),
                List.of(),
                List.of(),
                null);

        assertThat(Overview.page(silent))
                .contains(
                        "<td>pekko://parley@b:1</td>", "<td class=\"no\">no</td>", "does not answer", "schema unknown");
    }
}
