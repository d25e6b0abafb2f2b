package parley.engine.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.chunking.Chunker;
import parley.engine.chunking.ChunkerOptions;
import parley.engine.chunking.TextChunk;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Cursor;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.speech.Voice;

/** Writes scripts of conversations: their lines from the chosen branch, sentences, voices and lengths from the journal. */
final class Scripts {
    /** Forks of forks that are followed to their first ancestor. */
    private static final int DEPTH = 64;

    private final ActorSystem<?> system;
    private final Conversations conversations;

    Scripts(ActorSystem<?> system, Conversations conversations) {
        this.system = system;
        this.conversations = conversations;
    }

    /** The script of a conversation as it was after an event. */
    CompletionStage<Script> script(ConversationId id, UserId who, long sequence) {
        return conversations.view(id, who, sequence).thenCompose(this::script);
    }

    /** The script of a conversation. */
    CompletionStage<Script> script(ConversationView view) {
        return spoken(view.id(), view.cursor().sequence(), DEPTH).thenApply(it -> script(view, it));
    }

    /** What a journal tells, after what it shares with the conversation that it was forked from. */
    private CompletionStage<Spoken> spoken(ConversationId id, long to, int depth) {
        if (depth == 0) return CompletableFuture.failedFuture(Refusal.conflict("this is a fork of too many forks"));
        return conversations
                .history(id, Cursor.START)
                .takeWhile(it -> it.cursor().sequence() <= to)
                .runWith(Sink.fold(new Spoken(), (spoken, it) -> spoken.after(it.event())), system)
                .thenCompose(own -> own.origin()
                        .map(it -> spoken(it.parent(), it.sequence(), depth - 1).thenApply(own::since))
                        .orElseGet(() -> CompletableFuture.completedFuture(own)));
    }

    private static Script script(ConversationView view, Spoken spoken) {
        List<Script.Part> parts = new ArrayList<>();
        for (ConversationView.Line line : view.lines()) {
            AgentId agent = line.agent();
            if (agent == null) continue;
            Voice voice = spoken.participant(agent).map(Scripts::voice).orElse(Voice.NONE);
            List<Script.Sentence> sentences = sentences(line, spoken);
            if (!voice.engine().equals(Voice.NONE.engine()) && !sentences.isEmpty())
                parts.add(new Script.Part(parts.size() + 1, line.name(), voice, sentences));
        }
        return new Script(parts);
    }

    private static Voice voice(Participant participant) {
        return participant.casting().voice();
    }

    /** As they were spoken; a line that somebody changed since is cut anew. */
    private static List<Script.Sentence> sentences(ConversationView.Line line, Spoken spoken) {
        List<Script.Sentence> told = spoken.sentences(line.turn());
        String text = String.join("", told.stream().map(Script.Sentence::text).toList());
        List<Script.Sentence> all = text.equals(line.text()) ? told : cut(line.text());
        return all.stream().filter(it -> !it.spoken().isEmpty()).toList();
    }

    private static List<Script.Sentence> cut(String text) {
        Chunker chunker = new Chunker(ChunkerOptions.wholeSentences());
        List<TextChunk> chunks = new ArrayList<>(chunker.add(text));
        chunks.addAll(chunker.end());
        return chunks.stream().map(it -> new Script.Sentence(it.text(), null)).toList();
    }
}
