package parley.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationCommand.Add;
import parley.engine.conversation.ConversationCommand.Delete;
import parley.engine.conversation.ConversationCommand.Print;
import parley.engine.conversation.ConversationCommand.Recall;
import parley.engine.conversation.ConversationCommand.Recalled;
import parley.engine.conversation.ConversationCommand.Share;
import parley.engine.conversation.ConversationCommand.ViewShared;
import parley.engine.kernel.Refusal;
import parley.engine.llm.Usage;

/** How a conversation is kept: shown, shared, filled with what was said elsewhere, and deleted. */
abstract class Keeping extends Performance {
    Keeping(
            PersistenceId persistenceId,
            Coordinator coordinator,
            ActorContext<ConversationCommand> context,
            Backstage backstage) {
        super(persistenceId, coordinator, context, backstage);
    }

    /** What lines that were brought in are remembered by, among the messages. */
    static String known(String key) {
        return "lines:" + key;
    }

    final ReplyEffect<ConversationEvent, Transcript> onShare(Transcript transcript, Share share) {
        if (!transcript.ownedBy(share.who())) return refuse(share.replyTo(), unknown());
        if (transcript.shared() == share.shared()) return answer(share.replyTo(), view(transcript));
        return record(List.of(new ConversationEvent.Shared(share.shared(), share.at())), share.replyTo(), this::view);
    }

    final ReplyEffect<ConversationEvent, Transcript> onViewShared(Transcript transcript, ViewShared ask) {
        return transcript.exists() && transcript.shared()
                ? answer(ask.replyTo(), view(transcript))
                : refuse(ask.replyTo(), unknown());
    }

    final ReplyEffect<ConversationEvent, Transcript> onAdd(Transcript transcript, Add add) {
        if (!transcript.ownedBy(add.who())) return refuse(add.replyTo(), unknown());
        if (transcript.known(known(add.key())).isPresent()) return answer(add.replyTo(), view(transcript));
        if (transcript.round().running())
            return refuse(add.replyTo(), Refusal.conflict("a round is running: wait for its end, or stop it first"));
        return record(
                List.of(new ConversationEvent.LinesAdded(add.key(), add.lines(), add.at())), add.replyTo(), this::view);
    }

    final ReplyEffect<ConversationEvent, Transcript> onDelete(Transcript transcript, Delete delete) {
        if (!transcript.ownedBy(delete.who())) return refuse(delete.replyTo(), unknown());
        backstage.stop(End.STOPPED);
        Usage said = transcript.openTurn().map(OpenTurn::said).orElse(NOTHING);
        List<ConversationEvent> events =
                new ArrayList<>(coordinator.endings().stopped(transcript, said, End.STOPPED, delete.at()));
        ConversationView last = view(transcript);
        events.add(new ConversationEvent.Deleted(delete.at()));
        return record(events, delete.replyTo(), _ -> last);
    }

    final ReplyEffect<ConversationEvent, Transcript> onRecall(Transcript transcript, Recall ask) {
        return recalled(transcript, ask.turn(), ask.sentence())
                .map(it -> answer(ask.replyTo(), it))
                .orElseGet(() -> refuse(ask.replyTo(), Refusal.notFound("there is no such sentence")));
    }

    /** A recorded sentence and whose it is. */
    private static Optional<Recalled> recalled(Transcript transcript, int turn, int sentence) {
        AgentId agent = transcript
                .openTurn()
                .filter(it -> it.turn() == turn)
                .map(OpenTurn::speaker)
                .or(() -> transcript.lines().ofTurn(turn).map(Line::agent))
                .orElse(null);
        List<String> sentences = transcript.sentences(turn);
        if (agent == null || sentence < 0 || sentence >= sentences.size()) return Optional.empty();
        return transcript.participant(agent).map(it -> new Recalled(sentences.get(sentence), it.brief()));
    }

    final ConversationView view(Transcript transcript) {
        return Views.of(id, transcript, sequence());
    }

    final Print print(Transcript transcript) {
        return new Print(Archive.fingerprint(transcript), sequence());
    }
}
