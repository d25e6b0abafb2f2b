package parley.http.api;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.Rules;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.floor.Limit;
import parley.engine.floor.SpeakerRule;
import parley.engine.llm.ModelRef;

/** What a room agrees on, on the wire; each part that is left out is as usual. */
record RulesForm(
        @Nullable SpeakerRule speakers,
        @Nullable Limit until,
        @Nullable WhenBusy whenBusy,
        @Nullable Boolean approval,
        @Nullable ModelRef summarizer,
        @Nullable Boolean splice) {

    static RulesForm of(Rules it) {
        return new RulesForm(it.speakers(), it.until(), it.whenBusy(), it.approval(), it.summarizer(), it.splice());
    }

    /** The whole agreement; INVALID where it names a model that is not on offer. */
    Rules rules(Castings castings) {
        models().forEach(castings::checkOffered);
        Rules usual = Rules.USUAL;
        return new Rules(
                speakers == null ? usual.speakers() : speakers,
                until == null ? usual.until() : until,
                whenBusy == null ? usual.whenBusy() : whenBusy,
                approval == null ? usual.approval() : approval,
                summarizer == null ? usual.summarizer() : summarizer,
                splice == null ? usual.splice() : splice);
    }

    private Stream<ModelRef> models() {
        Stream<ModelRef> judge = until == null ? Stream.empty() : until.judge().map(Limit.Judged::model).stream();
        return Stream.of(Stream.ofNullable(summarizer), judge, Stream.ofNullable(chooser(speakers)))
                .flatMap(it -> it)
                .filter(Objects::nonNull);
    }

    private static @Nullable ModelRef chooser(@Nullable SpeakerRule rule) {
        return switch (rule) {
            case SpeakerRule.Model it -> it.model();
            case SpeakerRule.Mention it -> chooser(it.otherwise());
            case null, default -> null;
        };
    }
}
