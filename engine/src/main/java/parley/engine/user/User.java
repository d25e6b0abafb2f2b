package parley.engine.user;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Resident;
import parley.engine.kernel.UserId;
import parley.engine.user.UserCommand.Adopt;
import parley.engine.user.UserCommand.AskReset;
import parley.engine.user.UserCommand.Begin;
import parley.engine.user.UserCommand.ChangePassword;
import parley.engine.user.UserCommand.ChooseCharacter;
import parley.engine.user.UserCommand.ChooseModel;
import parley.engine.user.UserCommand.Credentials;
import parley.engine.user.UserCommand.End;
import parley.engine.user.UserCommand.EndAll;
import parley.engine.user.UserCommand.GetChosen;
import parley.engine.user.UserCommand.GetCredentials;
import parley.engine.user.UserCommand.GetProfile;
import parley.engine.user.UserCommand.GetStanding;
import parley.engine.user.UserCommand.Idle;
import parley.engine.user.UserCommand.Introduce;
import parley.engine.user.UserCommand.Link;
import parley.engine.user.UserCommand.Recognise;
import parley.engine.user.UserCommand.Refresh;
import parley.engine.user.UserCommand.Register;
import parley.engine.user.UserCommand.Rehash;
import parley.engine.user.UserCommand.Rename;
import parley.engine.user.UserCommand.Reset;
import parley.engine.user.UserCommand.ResetAnswer;
import parley.engine.user.UserCommand.SetActive;
import parley.engine.user.UserState.Known;
import parley.engine.user.UserState.Unknown;

/**
 * One person: what they are called, what proves that it is them, and where they are signed in. It never sees a password
 * or a token, only hashes; what it is asked, what happens and what is true are told in the three files beside this.
 */
final class User extends Resident<UserCommand, UserEvent, UserState> {
    static final EntityTypeKey<UserCommand> KEY = EntityTypeKey.create(UserCommand.class, "User");

    private final UserId id;
    private final UserSettings settings;
    private final SessionRules sessions;

    private User(UserId id, ActorContext<UserCommand> context, ActorRef<ShardCommand> shard, UserSettings settings) {
        super(PersistenceId.of(KEY.name(), id.value()), context, shard, settings.entity(), new Idle());
        this.id = id;
        this.settings = settings;
        this.sessions = settings.sessions();
    }

    static Behavior<UserCommand> create(UserId id, ActorRef<ShardCommand> shard, UserSettings settings) {
        return Behaviors.setup(context -> new User(id, context, shard, settings));
    }

    @Override
    public UserState emptyState() {
        return new Unknown();
    }

    @Override
    public CommandHandlerWithReply<UserCommand, UserEvent, UserState> commandHandler() {
        return (state, command) -> switch (command) {
            case Register register -> onRegister(state, register);
            case Adopt adopt -> onAdopt(state, adopt);
            case Introduce introduce -> onIntroduce(state, introduce);
            case Link link -> known(state, link, link.replyTo(), this::onLink);
            case Recognise recognise -> known(state, recognise, recognise.replyTo(), this::onRecognise);
            case SetActive set -> known(state, set, set.replyTo(), this::onSetActive);
            case ChangePassword change -> known(state, change, change.replyTo(), this::onChangePassword);
            case Rehash rehash -> known(state, rehash, rehash.replyTo(), this::onRehash);
            case AskReset ask -> known(state, ask, ask.replyTo(), this::onAskReset);
            case Reset reset -> known(state, reset, reset.replyTo(), this::onReset);
            case Rename rename -> known(state, rename, rename.replyTo(), this::onRename);
            case Begin begin -> known(state, begin, begin.replyTo(), this::onBegin);
            case Refresh refresh -> known(state, refresh, refresh.replyTo(), this::onRefresh);
            case End end -> known(state, end, end.replyTo(), this::onEnd);
            case EndAll end -> known(state, end, end.replyTo(), this::onEndAll);
            case GetStanding get -> known(state, get, get.replyTo(), this::onGetStanding);
            case GetProfile get -> known(state, get, get.replyTo(), this::onGetProfile);
            case GetCredentials get -> known(state, get, get.replyTo(), this::onGetCredentials);
            case ChooseModel choose -> known(state, choose, choose.replyTo(), this::onChooseModel);
            case ChooseCharacter choose -> known(state, choose, choose.replyTo(), this::onChooseCharacter);
            case GetChosen get -> known(state, get, get.replyTo(), (user, it) -> answer(it.replyTo(), user.settings()));
            case Idle idle -> moveOut();
        };
    }

    private <C, R> ReplyEffect<UserEvent, UserState> known(
            UserState state,
            C command,
            ActorRef<StatusReply<R>> replyTo,
            BiFunction<Known, C, ReplyEffect<UserEvent, UserState>> handler) {
        return state instanceof Known user
                ? handler.apply(user, command)
                : refuse(replyTo, Refusal.notFound("there is no such user"));
    }

    private ReplyEffect<UserEvent, UserState> onRegister(UserState state, Register register) {
        return switch (state) {
            case Unknown unknown -> record(List.of(register.registered()), register.replyTo());
            case Known user
            when user.email().equals(register.email()) && user.password().equals(register.password()) ->
                answer(register.replyTo(), user.profile(id));
            case Known user -> refuse(register.replyTo(), Refusal.conflict("a user of that id is registered"));
        };
    }

    /** The same person again is no news, though the password may have been changed or kept otherwise since. */
    private ReplyEffect<UserEvent, UserState> onAdopt(UserState state, Adopt adopt) {
        return switch (state) {
            case Unknown unknown -> record(List.of(adopt.adopted()), adopt.replyTo());
            case Known user
            when user.adopted() && user.email().equals(adopt.email()) -> answer(adopt.replyTo(), user.profile(id));
            case Known user -> refuse(adopt.replyTo(), Refusal.conflict("a user of that id is registered"));
        };
    }

    private ReplyEffect<UserEvent, UserState> onIntroduce(UserState state, Introduce introduce) {
        return switch (state) {
            case Unknown unknown -> admit(List.of(introduce.introduced()), introduce.replyTo());
            case Known user -> refuse(introduce.replyTo(), Refusal.conflict("a user of that id is registered"));
        };
    }

    private ReplyEffect<UserEvent, UserState> onLink(Known user, Link link) {
        if (user.entering().inactive()) return refuse(link.replyTo(), Admission.inactive());
        return switch (user.entering().acquaintance(link.identity())) {
            case SAME -> answer(link.replyTo(), credentials(user));
            case OTHER ->
                refuse(
                        link.replyTo(),
                        Refusal.conflict("this e-mail was that of somebody else at the same provider before"));
            case NONE -> admit(user.linking(link), link.replyTo());
        };
    }

    private ReplyEffect<UserEvent, UserState> onRecognise(Known user, Recognise recognise) {
        if (user.entering().acquaintance(recognise.identity()) != Access.Acquaintance.SAME)
            return refuse(recognise.replyTo(), Refusal.notFound("nobody is linked to that identity"));
        if (user.entering().inactive()) return refuse(recognise.replyTo(), Admission.inactive());
        return answer(recognise.replyTo(), credentials(user));
    }

    private ReplyEffect<UserEvent, UserState> onSetActive(Known user, SetActive set) {
        if (set.active() != user.entering().inactive()) return answer(set.replyTo(), user.profile(id));
        return record(set.done(), set.replyTo());
    }

    private ReplyEffect<UserEvent, UserState> onChangePassword(Known user, ChangePassword change) {
        if (user.password().equals(change.to())) return answer(change.replyTo(), user.profile(id));
        if (!user.password().equals(change.from()))
            return refuse(change.replyTo(), Refusal.conflict("the password has been changed meanwhile"));
        return record(
                List.of(
                        new UserEvent.PasswordChanged(change.to(), change.at()),
                        new UserEvent.SignedOutEverywhere(change.at())),
                change.replyTo());
    }

    private ReplyEffect<UserEvent, UserState> onRehash(Known user, Rehash rehash) {
        if (!user.password().equals(rehash.from())) return answer(rehash.replyTo(), user.profile(id));
        return record(List.of(new UserEvent.PasswordRehashed(rehash.to(), rehash.at())), rehash.replyTo());
    }

    private ReplyEffect<UserEvent, UserState> onAskReset(Known user, AskReset ask) {
        UserState.@Nullable Reset before = user.reset();
        if (before != null
                && ask.at().isBefore(before.askedAt().plus(settings.reset().pause())))
            return answer(ask.replyTo(), new ResetAnswer(user.profile(id), false, before.until()));
        UserEvent.ResetAsked asked = new UserEvent.ResetAsked(
                ask.token(), ask.at(), ask.at().plus(settings.reset().within()));
        return Effect()
                .persist(asked)
                .thenReply(
                        ask.replyTo(),
                        state -> StatusReply.success(new ResetAnswer(user.profile(id), true, asked.until())));
    }

    private ReplyEffect<UserEvent, UserState> onReset(Known user, Reset reset) {
        UserState.@Nullable Reset asked = user.reset();
        if (asked == null || !asked.token().equals(reset.token()) || !reset.at().isBefore(asked.until()))
            return refuse(reset.replyTo(), Refusal.invalid("this token is not good, or not any more; ask for another"));
        return record(user.resetting(reset), reset.replyTo());
    }

    private ReplyEffect<UserEvent, UserState> onRename(Known user, Rename rename) {
        UserEvent.Renamed renamed = new UserEvent.Renamed(
                rename.name() == null ? user.name() : rename.name(),
                rename.firstName() == null ? user.firstName() : rename.firstName(),
                rename.lastName() == null ? user.lastName() : rename.lastName(),
                rename.at());
        if (renamed.appliedTo(user).equals(user)) return answer(rename.replyTo(), user.profile(id));
        return record(List.of(renamed), rename.replyTo());
    }

    private ReplyEffect<UserEvent, UserState> onBegin(Known user, Begin begin) {
        if (user.entering().inactive()) return refuse(begin.replyTo(), Admission.inactive());
        return decided(user, sessions.begin(user.visiting(), begin), begin.session(), begin.replyTo());
    }

    private ReplyEffect<UserEvent, UserState> onRefresh(Known user, Refresh refresh) {
        if (user.entering().inactive()) return refuse(refresh.replyTo(), Admission.inactive());
        return decided(user, sessions.refresh(user.visiting(), refresh), refresh.session(), refresh.replyTo());
    }

    private ReplyEffect<UserEvent, UserState> decided(
            Known user, SessionRules.Decision decision, SessionId session, ActorRef<StatusReply<OpenSession>> replyTo) {
        return switch (decision) {
            case SessionRules.Open open ->
                Effect()
                        .persist(open.events())
                        .thenReply(
                                replyTo,
                                state -> StatusReply.success(
                                        new OpenSession(user.profile(id), session, open.generation(), open.until())));
            case SessionRules.Closed closed ->
                Effect()
                        .persist(closed.events())
                        .thenReply(replyTo, state -> closed.why().reply());
        };
    }

    private ReplyEffect<UserEvent, UserState> onEnd(Known user, End end) {
        if (user.visiting().live(end.session(), end.at()).isEmpty()) return answer(end.replyTo(), user.standing());
        return leave(new UserEvent.SessionEnded(end.session(), UserEvent.Why.SIGNED_OUT, end.at()), end.replyTo());
    }

    private ReplyEffect<UserEvent, UserState> onEndAll(Known user, EndAll end) {
        return leave(new UserEvent.SignedOutEverywhere(end.at()), end.replyTo());
    }

    private ReplyEffect<UserEvent, UserState> onGetStanding(Known user, GetStanding get) {
        return answer(get.replyTo(), user.standing());
    }

    private ReplyEffect<UserEvent, UserState> onGetProfile(Known user, GetProfile get) {
        return answer(get.replyTo(), user.profile(id));
    }

    private ReplyEffect<UserEvent, UserState> onGetCredentials(Known user, GetCredentials get) {
        return answer(get.replyTo(), credentials(user));
    }

    private ReplyEffect<UserEvent, UserState> onChooseModel(Known user, ChooseModel choose) {
        return chosen(user, user.settings().with(choose.model()), choose.at(), choose.replyTo());
    }

    private ReplyEffect<UserEvent, UserState> onChooseCharacter(Known user, ChooseCharacter choose) {
        return chosen(user, user.settings().with(choose.character()), choose.at(), choose.replyTo());
    }

    private ReplyEffect<UserEvent, UserState> chosen(
            Known user, Chosen now, Instant at, ActorRef<StatusReply<Chosen>> replyTo) {
        if (now.equals(user.settings())) return answer(replyTo, now);
        return Effect()
                .persist(new UserEvent.SettingsChanged(now.model(), now.character(), at))
                .thenReply(replyTo, state -> StatusReply.success(now));
    }

    private Credentials credentials(Known user) {
        return new Credentials(user.profile(id), user.password(), user.adopted());
    }

    private ReplyEffect<UserEvent, UserState> admit(
            List<UserEvent> events, ActorRef<StatusReply<Credentials>> replyTo) {
        return Effect().persist(events).thenReply(replyTo, state -> StatusReply.success(credentials((Known) state)));
    }

    private ReplyEffect<UserEvent, UserState> leave(UserEvent event, ActorRef<StatusReply<Standing>> replyTo) {
        return Effect().persist(event).thenReply(replyTo, state -> StatusReply.success(((Known) state).standing()));
    }

    private ReplyEffect<UserEvent, UserState> record(
            List<UserEvent> events, ActorRef<StatusReply<UserProfile>> replyTo) {
        return Effect().persist(events).thenReply(replyTo, state -> StatusReply.success(((Known) state).profile(id)));
    }

    @Override
    public EventHandler<UserState, UserEvent> eventHandler() {
        return (state, event) -> event.appliedTo(state);
    }
}
