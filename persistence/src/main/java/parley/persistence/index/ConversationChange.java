package parley.persistence.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.ConversationEvent.AgentMuted;
import parley.engine.conversation.ConversationEvent.AgentSeated;
import parley.engine.conversation.ConversationEvent.AgentUnmuted;
import parley.engine.conversation.ConversationEvent.AgentUnseated;
import parley.engine.conversation.ConversationEvent.Condensed;
import parley.engine.conversation.ConversationEvent.Deleted;
import parley.engine.conversation.ConversationEvent.EndCalled;
import parley.engine.conversation.ConversationEvent.Forked;
import parley.engine.conversation.ConversationEvent.Greeted;
import parley.engine.conversation.ConversationEvent.HeadMoved;
import parley.engine.conversation.ConversationEvent.Heard;
import parley.engine.conversation.ConversationEvent.HoldExtended;
import parley.engine.conversation.ConversationEvent.Introduced;
import parley.engine.conversation.ConversationEvent.Judged;
import parley.engine.conversation.ConversationEvent.LineEdited;
import parley.engine.conversation.ConversationEvent.LinePinned;
import parley.engine.conversation.ConversationEvent.LineUnpinned;
import parley.engine.conversation.ConversationEvent.LinesAdded;
import parley.engine.conversation.ConversationEvent.MessageQueued;
import parley.engine.conversation.ConversationEvent.MessageSaid;
import parley.engine.conversation.ConversationEvent.Opened;
import parley.engine.conversation.ConversationEvent.QuestionAsked;
import parley.engine.conversation.ConversationEvent.QuestionCharged;
import parley.engine.conversation.ConversationEvent.QuestionDropped;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.RoundPaused;
import parley.engine.conversation.ConversationEvent.RoundResumed;
import parley.engine.conversation.ConversationEvent.RoundStarted;
import parley.engine.conversation.ConversationEvent.RulesSet;
import parley.engine.conversation.ConversationEvent.SentenceBlocked;
import parley.engine.conversation.ConversationEvent.SentenceSpoken;
import parley.engine.conversation.ConversationEvent.SentenceVoiced;
import parley.engine.conversation.ConversationEvent.Shared;
import parley.engine.conversation.ConversationEvent.SpeakerProposed;
import parley.engine.conversation.ConversationEvent.Steered;
import parley.engine.conversation.ConversationEvent.ToolEvent;
import parley.engine.conversation.ConversationEvent.TurnApproved;
import parley.engine.conversation.ConversationEvent.TurnCharged;
import parley.engine.conversation.ConversationEvent.TurnCompleted;
import parley.engine.conversation.ConversationEvent.TurnFailed;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.conversation.ConversationEvent.TurnStopped;
import parley.engine.conversation.ConversationEvent.TurnSuperseded;

/**
 * What one or more events change in a conversation's row.
 *
 * @param first the sequence number of the first of them
 * @param last the sequence number of the last of them
 * @param running whether a round is going on after them, where they say so
 * @param uncharged how many turns more have ended, and questions more were asked, than were charged
 * @param turns how many turns were completed
 */
record ConversationChange(
        long first, long last, @Nullable Boolean running, int uncharged, int turns, boolean deleted, Instant at) {

    /** What an event changes; absent for one that a list does not show: sentences come by the hundred. */
    static @Nullable ConversationChange of(long sequenceNumber, ConversationEvent event) {
        return switch (event) {
            case SentenceSpoken _,
                    SentenceBlocked _,
                    SentenceVoiced _,
                    HoldExtended _,
                    Heard _,
                    SpeakerProposed _,
                    TurnApproved _,
                    Judged _,
                    QuestionDropped _,
                    ToolEvent _,
                    Condensed _ -> null;
            case Opened _,
                    Forked _,
                    RulesSet _,
                    AgentSeated _,
                    AgentUnseated _,
                    AgentMuted _,
                    AgentUnmuted _,
                    MessageSaid _,
                    MessageQueued _,
                    Steered _,
                    RoundPaused _,
                    RoundResumed _,
                    EndCalled _,
                    TurnStarted _,
                    TurnSuperseded _,
                    LineEdited _,
                    HeadMoved _,
                    LinePinned _,
                    LinesAdded _,
                    Introduced _,
                    Greeted _,
                    Shared _,
                    LineUnpinned _ -> turn(sequenceNumber, 0, 0, event.at());
            case RoundStarted started -> round(sequenceNumber, true, started.at());
            case RoundEnded ended -> round(sequenceNumber, false, ended.at());
            case TurnCompleted completed -> turn(sequenceNumber, 1, 1, completed.at());
            case TurnStopped stopped -> turn(sequenceNumber, 1, 0, stopped.at());
            case TurnFailed failed -> turn(sequenceNumber, 1, 0, failed.at());
            case TurnCharged charged -> turn(sequenceNumber, -1, 0, charged.at());
            case QuestionAsked asked -> turn(sequenceNumber, 1, 0, asked.at());
            case QuestionCharged charged -> turn(sequenceNumber, -1, 0, charged.at());
            case Deleted gone -> new ConversationChange(sequenceNumber, sequenceNumber, null, 0, 0, true, gone.at());
        };
    }

    /** This change and then a later one. */
    ConversationChange then(ConversationChange later) {
        return new ConversationChange(
                first,
                later.last,
                later.running == null ? running : later.running,
                uncharged + later.uncharged,
                turns + later.turns,
                deleted || later.deleted,
                later.at);
    }

    private static ConversationChange round(long sequenceNumber, boolean running, Instant at) {
        return new ConversationChange(sequenceNumber, sequenceNumber, running, 0, 0, false, at);
    }

    private static ConversationChange turn(long sequenceNumber, int uncharged, int turns, Instant at) {
        return new ConversationChange(sequenceNumber, sequenceNumber, null, uncharged, turns, false, at);
    }
}
