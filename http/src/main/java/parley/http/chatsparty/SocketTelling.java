package parley.http.chatsparty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Ending;

/**
 * Tells a room's moments to a socket, in the order that its clients expect: resumed, the person's own words once, each
 * agent's typing before its message, and an end.
 *
 * @param conversation the id that the client knows it by
 * @param opening the message with which the conversation was started, which resumes nothing
 */
record SocketTelling(String conversation, ConversationView room, String opening) {

    List<SocketFrame> of(Moment moment) {
        return switch (moment) {
            case Moment.Said it -> said(it);
            case Moment.Begun it -> List.of(SocketFrame.typing(conversation, it.speaker()));
            case Moment.Whole it
            when !it.text().isEmpty() -> List.of(SocketFrame.message(conversation, it.speaker(), it.text(), it.at()));
            case Moment.Failed it -> List.of(SocketFrame.message(conversation, it.speaker(), Apology.of(it), it.at()));
            case Moment.Ended it
            when !it.more() ->
                List.of(
                        it.ending() == Ending.STOPPED
                                ? SocketFrame.stopped(conversation)
                                : SocketFrame.complete(conversation));
            default -> List.of();
        };
    }

    private List<SocketFrame> said(Moment.Said it) {
        SocketFrame echo = SocketFrame.echo(conversation, it.text(), it.at());
        return !it.answered() || it.message().equals(opening)
                ? List.of(echo)
                : List.of(SocketFrame.resumed(conversation, room), echo);
    }

    /** Where a message was not taken, which the client need not lose its conversation over. */
    List<SocketFrame> refused(Talk talk, String apology, Instant now) {
        List<SocketFrame> frames = new ArrayList<>();
        if (!talk.message().equals(opening)) frames.add(SocketFrame.resumed(conversation, room));
        Moment.Speaker speaker = Retelling.first(room);
        frames.add(SocketFrame.echo(conversation, talk.text(), now));
        frames.add(SocketFrame.typing(conversation, speaker));
        frames.add(SocketFrame.message(conversation, speaker, apology, now));
        if (!room.running()) frames.add(SocketFrame.complete(conversation));
        return frames;
    }
}
