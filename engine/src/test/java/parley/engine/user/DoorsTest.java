package parley.engine.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.EXHAUSTED;
import static parley.engine.kernel.Refusal.Kind.FORBIDDEN;
import static parley.engine.kernel.Refusal.Kind.INVALID;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;
import static parley.engine.kernel.Refusal.Kind.UNAUTHENTICATED;

import com.typesafe.config.Config;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.AgentSettings;
import parley.engine.agent.Agents;
import parley.engine.agent.Casting;
import parley.engine.agent.Persona;
import parley.engine.kernel.ClusterOfOne;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.GrantType;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.LedgerSettings;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

/** The doors of users, agents and accounts, in a real cluster of one. */
class DoorsTest {
    @RegisterExtension
    static final ClusterOfOne cluster = new ClusterOfOne();

    private static final Secret PASSWORD = new Secret("correct horse");
    private static final Secret OLD_PASSWORD = new Secret("correct horse battery");
    private static final String BCRYPT = "$2b$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Config PARLEY = cluster.config().getConfig("parley");
    private static final Accounts ACCOUNTS =
            Accounts.sharded(cluster.system(), LedgerSettings.from(PARLEY.getConfig("ledger")), Clock.systemUTC());
    private static final Letters LETTERS = new Letters();
    private static final Users USERS = Users.sharded(
            cluster.system(),
            UserSettings.from(PARLEY.getConfig("user")),
            ACCOUNTS,
            LETTERS,
            Clock.systemUTC(),
            RANDOM);
    private static final Agents AGENTS =
            Agents.sharded(cluster.system(), AgentSettings.from(PARLEY.getConfig("agent")), Clock.systemUTC(), RANDOM);

    @Test
    void who_registers_can_sign_in_and_is_welcomed_once() {
        UserProfile ada = answer(USERS.register("Ada@Example.org", PASSWORD, "Ada"));
        assertThat(ada.email()).isEqualTo("Ada@Example.org");
        assertThat(answer(USERS.signIn("ada@example.ORG", PASSWORD))).isEqualTo(ada);
        assertThat(answer(USERS.profile(ada.id()))).isEqualTo(ada);
        assertThat(answer(ACCOUNTS.balance(ada.id()))).isEqualTo(new Balance(10_000, 0, 0));
    }

    @Test
    void who_moves_in_signs_in_with_the_old_password_and_is_not_welcomed() {
        UserId id = new UserId("3f0e6a52-7f8c-4e1c-9d0b-1d2e3f4a5b6c");
        Newcomer dora = new Newcomer(
                id,
                "dora@example.org",
                "Dora",
                "Dora",
                null,
                new Secret(BCRYPT),
                Instant.parse("2025-06-28T08:00:00Z"));
        UserProfile profile = answer(USERS.adopt(dora));
        assertThat(profile.registeredAt()).isEqualTo("2025-06-28T08:00:00Z");
        assertThat(answer(USERS.adopt(dora))).isEqualTo(profile);

        assertThat(refusal(USERS.signIn("dora@example.org", PASSWORD)).kind()).isEqualTo(UNAUTHENTICATED);
        assertThat(answer(USERS.signIn("Dora@example.org", OLD_PASSWORD))).isEqualTo(profile);
        assertThat(answer(USERS.signIn("dora@example.org", OLD_PASSWORD))).isEqualTo(profile);
        assertThat(answer(ACCOUNTS.balance(id))).isEqualTo(new Balance(0, 0, 0));
    }

    @Test
    void nobody_moves_in_with_a_password_that_cannot_be_checked_or_with_the_e_mail_of_another() {
        answer(USERS.register("fred@example.org", PASSWORD, "Fred"));
        Instant day = Instant.parse("2025-06-28T08:00:00Z");
        Newcomer absurd = new Newcomer(
                new UserId("cld1"), "gus@example.org", "", null, null, new Secret(BCRYPT.replace("$04$", "$31$")), day);
        Newcomer twin = new Newcomer(new UserId("cld2"), "Fred@example.org", "", null, null, null, day);
        assertThat(refusal(USERS.adopt(absurd)).kind()).isEqualTo(INVALID);
        assertThat(refusal(USERS.adopt(twin)).kind()).isEqualTo(CONFLICT);
    }

    @Test
    void a_changed_password_ends_every_session() {
        UserProfile hal = answer(USERS.register("hal@example.org", PASSWORD, "Hal"));
        Sessions sessions = USERS.sessions();
        OpenSession open = answer(sessions.begin(hal.id()));
        assertThat(answer(sessions.standing(hal.id())).admits(open.id(), null)).isTrue();

        assertThat(refusal(USERS.changePassword(hal.id(), new Secret("a guess"), OLD_PASSWORD))
                        .kind())
                .isEqualTo(FORBIDDEN);
        answer(USERS.changePassword(hal.id(), PASSWORD, OLD_PASSWORD));

        assertThat(answer(sessions.standing(hal.id())).sessions()).isEmpty();
        assertThat(refusal(sessions.refresh(hal.id(), open.id(), 0)).kind()).isEqualTo(UNAUTHENTICATED);
        assertThat(refusal(USERS.signIn("hal@example.org", PASSWORD)).kind()).isEqualTo(UNAUTHENTICATED);
        assertThat(answer(USERS.signIn("hal@example.org", OLD_PASSWORD))).isEqualTo(hal);
    }

    @Test
    void a_forgotten_password_is_set_anew_by_a_letter_once() {
        UserProfile ivy = answer(USERS.register("ivy@example.org", PASSWORD, "Ivy"));
        answer(USERS.forgot("IVY@example.org"));
        answer(USERS.forgot("ivy@example.org"));
        assertThat(LETTERS.all).hasSize(1);
        Secret token = LETTERS.all.remove().token();

        assertThat(refusal(USERS.reset(new Secret(ivy.id() + "~guess"), OLD_PASSWORD))
                        .kind())
                .isEqualTo(INVALID);
        assertThat(refusal(USERS.reset(new Secret("nobody~guess"), OLD_PASSWORD))
                        .kind())
                .isEqualTo(INVALID);
        assertThat(refusal(USERS.reset(new Secret("a guess"), OLD_PASSWORD)).kind())
                .isEqualTo(INVALID);
        UserProfile proved = answer(USERS.reset(token, OLD_PASSWORD));
        assertThat(proved.id()).isEqualTo(ivy.id());
        assertThat(proved.verified()).isTrue();
        assertThat(refusal(USERS.reset(token, PASSWORD)).kind()).isEqualTo(INVALID);
        assertThat(answer(USERS.signIn("ivy@example.org", OLD_PASSWORD))).isEqualTo(proved);
    }

    /** Keeps letters instead of sending them. */
    private static final class Letters implements Mailbox {
        final Queue<ResetLetter> all = new ConcurrentLinkedQueue<>();

        @Override
        public CompletionStage<?> send(ResetLetter letter) {
            all.add(letter);
            return CompletableFuture.completedStage(letter);
        }
    }

    @Test
    void who_is_registered_is_found_by_e_mail_in_any_case() {
        UserProfile cleo = answer(USERS.register("Cleo@Example.org", PASSWORD, "Cleo"));

        assertThat(answer(USERS.find("cleo@EXAMPLE.org"))).isEqualTo(cleo);
        assertThat(refusal(USERS.find("nobody@example.org")).kind()).isEqualTo(NOT_FOUND);
        assertThat(refusal(USERS.find("no e-mail")).kind()).isEqualTo(INVALID);
    }

    @Test
    void of_many_who_register_one_e_mail_at_once_one_gets_it() {
        List<CompletionStage<UserProfile>> all = IntStream.range(0, 20)
                .mapToObj(it -> USERS.register("many@example.org", PASSWORD, "Number " + it))
                .toList();
        long registered = all.stream()
                .filter(it -> catchThrowable(() -> answer(it)) == null)
                .count();
        assertThat(registered).isEqualTo(1);
        assertThat(refusal(USERS.register("many@EXAMPLE.org", PASSWORD, "Late")).kind())
                .isEqualTo(CONFLICT);
    }

    @Test
    void says_the_same_whether_the_e_mail_or_the_password_is_wrong() {
        answer(USERS.register("bob@example.org", PASSWORD, "Bob"));
        Refusal wrongPassword = refusal(USERS.signIn("bob@example.org", new Secret("wrong horse")));
        Refusal wrongEmail = refusal(USERS.signIn("nobody@example.org", PASSWORD));
        Refusal noEmail = refusal(USERS.signIn("bob", PASSWORD));
        Refusal absurd = refusal(USERS.signIn("bob@example.org", new Secret("x".repeat(1_000_000))));
        assertThat(List.of(wrongPassword, wrongEmail, noEmail, absurd)).allSatisfy(it -> {
            assertThat(it.kind()).isEqualTo(UNAUTHENTICATED);
            assertThat(it.reason()).isEqualTo(wrongPassword.reason());
        });
    }

    @Test
    void refuses_what_cannot_be_registered() {
        assertThat(refusal(USERS.register("no e-mail", PASSWORD, "Eve")).kind()).isEqualTo(INVALID);
        assertThat(refusal(USERS.register("eve@example.org", new Secret("7 chars"), "Eve"))
                        .kind())
                .isEqualTo(INVALID);
        assertThat(refusal(USERS.register("eve@example.org", new Secret("x".repeat(129)), "Eve"))
                        .kind())
                .isEqualTo(INVALID);
        assertThat(refusal(USERS.profile(new UserId("nobody"))).kind()).isEqualTo(NOT_FOUND);
    }

    @Test
    void an_agent_is_its_owners_alone() {
        UserId ada = new UserId("ada");
        Casting butler = new Casting("Butler", new Persona.Plain("You serve."), ModelRef.DEFAULT, Voice.NONE);
        Casting pirate = new Casting("Pirate", new Persona.Plain("You rob."), ModelRef.DEFAULT, Voice.NONE);
        AgentProfile made = answer(AGENTS.create(ada, butler));
        assertThat(made.id().value()).matches("agent-[A-Za-z0-9_-]{20}");
        assertThat(answer(AGENTS.profile(ada, made.id()))).isEqualTo(made);
        assertThat(refusal(AGENTS.profile(new UserId("eve"), made.id())).kind()).isEqualTo(NOT_FOUND);
        assertThat(answer(AGENTS.recast(ada, made.id(), pirate)).casting()).isEqualTo(pirate);
        answer(AGENTS.retire(ada, made.id()));
        assertThat(refusal(AGENTS.profile(ada, made.id())).kind()).isEqualTo(NOT_FOUND);
    }

    @Test
    void an_account_is_never_overdrawn_by_a_hundred_at_once() {
        UserId spender = new UserId("spender");
        answer(ACCOUNTS.grant(spender, "gift", GrantType.BONUS, 100, "Gift"));
        List<CompletionStage<Balance>> holds = IntStream.range(0, 100)
                .mapToObj(it -> ACCOUNTS.hold(spender, new HoldId("hold-" + it), 3, null))
                .toList();
        long held = holds.stream()
                .filter(it -> catchThrowable(() -> answer(it)) == null)
                .count();
        assertThat(held).isEqualTo(33);
        assertThat(answer(ACCOUNTS.balance(spender))).isEqualTo(new Balance(1, 99, 0));
        assertThat(refusal(ACCOUNTS.hold(spender, new HoldId("hold-x"), 3, null))
                        .kind())
                .isEqualTo(EXHAUSTED);
    }

    @Test
    void waste_is_booked_on_the_platform() {
        answer(ACCOUNTS.waste("room-1/1/1", 4, "a lost attempt"));
        answer(ACCOUNTS.waste("room-1/1/1", 4, "a lost attempt"));
        assertThat(answer(ACCOUNTS.balance(Accounts.WASTE))).isEqualTo(new Balance(0, 0, 4));
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static Refusal refusal(CompletionStage<?> stage) {
        return Refusal.in(catchThrowable(() -> answer(stage))).orElseThrow();
    }
}
