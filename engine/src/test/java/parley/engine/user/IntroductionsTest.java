package parley.engine.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.FORBIDDEN;
import static parley.engine.kernel.Refusal.Kind.UNAUTHENTICATED;

import com.typesafe.config.Config;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.kernel.ClusterOfOne;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.LedgerSettings;

/** Signing in by a provider, in a real cluster of one. */
class IntroductionsTest {
    @RegisterExtension
    static final ClusterOfOne cluster = new ClusterOfOne();

    private static final Secret PASSWORD = new Secret("correct horse battery");
    private static final String BCRYPT = "$2b$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS";
    private static final Config PARLEY = cluster.config().getConfig("parley");
    private static final Accounts ACCOUNTS =
            Accounts.sharded(cluster.system(), LedgerSettings.from(PARLEY.getConfig("ledger")), Clock.systemUTC());
    private static final Users USERS = Users.sharded(
            cluster.system(),
            UserSettings.from(PARLEY.getConfig("user")),
            ACCOUNTS,
            CompletableFuture::completedStage,
            Clock.systemUTC(),
            new SecureRandom());

    @Test
    void who_comes_by_a_provider_is_registered_once_and_welcomed_and_has_no_password() {
        UserProfile ada = answer(USERS.signIn(introduction("1", "ada@example.org", true)));
        assertThat(ada.verified()).isTrue();
        assertThat(answer(USERS.signIn(introduction("1", "ada@example.org", true))))
                .isEqualTo(ada);
        assertThat(answer(USERS.find("Ada@example.org"))).isEqualTo(ada);
        assertThat(answer(ACCOUNTS.balance(ada.id()))).isEqualTo(new Balance(10_000, 0, 0));
        assertThat(refusal(USERS.signIn("ada@example.org", new Secret(""))).kind())
                .isEqualTo(UNAUTHENTICATED);
        assertThat(refusal(USERS.register("ada@example.org", PASSWORD, "Eve")).kind())
                .isEqualTo(CONFLICT);
    }

    @Test
    void is_known_by_the_identity_whatever_the_e_mail_has_become() {
        UserProfile bea = answer(USERS.signIn(introduction("2", "bea@example.org", true)));
        assertThat(answer(USERS.signIn(introduction("2", "else@example.org", false))))
                .isEqualTo(bea);
    }

    @Test
    void an_unverified_e_mail_opens_no_account_and_makes_none() {
        answer(USERS.register("cara@example.org", PASSWORD, "Cara"));
        assertThat(refusal(USERS.signIn(introduction("3", "cara@example.org", false)))
                        .kind())
                .isEqualTo(FORBIDDEN);
        assertThat(refusal(USERS.signIn(introduction("3", "new@example.org", false)))
                        .kind())
                .isEqualTo(FORBIDDEN);
        assertThat(answer(USERS.signIn("cara@example.org", PASSWORD)).verified())
                .isFalse();
    }

    @Test
    void who_registered_with_the_e_mail_of_another_is_out_when_its_owner_comes() {
        UserProfile squatter = answer(USERS.register("dan@example.org", PASSWORD, "Squatter"));
        OpenSession open = answer(USERS.sessions().begin(squatter.id()));
        UserProfile dan = answer(USERS.signIn(introduction("4", "dan@example.org", true)));
        assertThat(dan.id()).isEqualTo(squatter.id());
        assertThat(refusal(USERS.signIn("dan@example.org", PASSWORD)).kind()).isEqualTo(UNAUTHENTICATED);
        assertThat(answer(USERS.sessions().standing(dan.id())).admits(open.id(), null))
                .isFalse();
    }

    @Test
    void an_account_with_a_proved_e_mail_keeps_its_password() {
        Newcomer eli = new Newcomer(
                new UserId("eli"),
                "eli@example.org",
                "Eli",
                null,
                null,
                new Secret(BCRYPT),
                Instant.parse("2025-06-28T08:00:00Z"),
                true,
                true);
        UserProfile known = answer(USERS.adopt(eli));
        assertThat(answer(USERS.signIn(introduction("5", "eli@example.org", true))))
                .isEqualTo(known);
        assertThat(answer(USERS.signIn("eli@example.org", PASSWORD))).isEqualTo(known);
        assertThat(refusal(USERS.signIn(introduction("55", "eli@example.org", true)))
                        .kind())
                .isEqualTo(CONFLICT);
    }

    @Test
    void who_is_kept_out_comes_in_neither_way() {
        Newcomer fay = new Newcomer(
                new UserId("fay"),
                "fay@example.org",
                "Fay",
                null,
                null,
                new Secret(BCRYPT),
                Instant.parse("2025-06-28T08:00:00Z"),
                false,
                true);
        assertThat(answer(USERS.adopt(fay)).inactive()).isTrue();
        assertThat(refusal(USERS.signIn("fay@example.org", PASSWORD)).reason()).isEqualTo("User account is inactive");
        assertThat(refusal(USERS.signIn("fay@example.org", new Secret("a guess")))
                        .reason())
                .isNotEqualTo("User account is inactive");
        assertThat(refusal(USERS.signIn(introduction("6", "fay@example.org", true)))
                        .kind())
                .isEqualTo(UNAUTHENTICATED);
        assertThat(answer(USERS.setActive(fay.id(), true)).inactive()).isFalse();
        assertThat(answer(USERS.signIn("fay@example.org", PASSWORD)).id()).isEqualTo(fay.id());
    }

    @Test
    void of_many_who_come_at_once_with_one_identity_all_are_one_user() {
        List<CompletionStage<UserProfile>> all = IntStream.range(0, 10)
                .mapToObj(it -> USERS.signIn(introduction("7", "gil@example.org", true)))
                .toList();
        List<UserId> in = all.stream()
                .filter(it -> catchThrowable(() -> answer(it)) == null)
                .map(it -> answer(it).id())
                .toList();
        assertThat(in).isNotEmpty();
        UserProfile gil = answer(USERS.signIn(introduction("7", "gil@example.org", true)));
        assertThat(in).allMatch(it -> it.equals(gil.id()));
        assertThat(answer(ACCOUNTS.balance(gil.id()))).isEqualTo(new Balance(10_000, 0, 0));
    }

    private static Introduction introduction(String subject, String email, boolean verified) {
        return new Introduction(new Identity("google", subject), email, verified, "Somebody", null, null);
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static Refusal refusal(CompletionStage<?> stage) {
        return Refusal.in(catchThrowable(() -> answer(stage))).orElseThrow();
    }
}
