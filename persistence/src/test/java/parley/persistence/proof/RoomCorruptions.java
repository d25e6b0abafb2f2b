package parley.persistence.proof;

import static parley.persistence.proof.Corruption.when;
import static parley.persistence.proof.Tale.ADA;
import static parley.persistence.proof.Tale.HALL;
import static parley.persistence.proof.Tale.OLD;
import static parley.persistence.proof.Tale.TEA;
import static parley.persistence.proof.Tale.WASTE;

import java.util.List;
import java.util.stream.Stream;

/** What can be done to the journals of rooms, to the waste and to the paper. */
final class RoomCorruptions {
    private RoomCorruptions() {}

    static Stream<Corruption> all() {
        return Stream.of(onRooms(), onWaste(), onPaper()).flatMap(List::stream);
    }

    private static List<Corruption> onRooms() {
        return List.of(
                when(
                        "a turn is charged twice",
                        it -> it.and(HALL, "turn-charged {turn:1,credits:4}"),
                        "conversation hall, event 8, conversation.turn-charged"),
                when(
                        "a turn is charged that has not ended",
                        it -> it.and(TEA, "turn-charged {turn:5,credits:7}"),
                        "conversation tea, event 21, conversation.turn-charged"),
                when(
                        "a turn is charged for nothing",
                        it -> it.change(HALL, "turn-charged {turn:1", "credits:4", "credits:0"),
                        "conversation hall, event 4, conversation.turn-charged"),
                when(
                        "a turn costs another amount than its price and use",
                        it -> it.change(TEA, "turn-completed", "outputTokens:562", "outputTokens:563"),
                        "conversation tea, event 10, conversation.turn-completed"),
                when(
                        "a price is changed afterwards",
                        it -> it.change(TEA, "turn-started {turn:1,attempt:2", "message:0.5", "message:0.53"),
                        "conversation tea, event 10, conversation.turn-completed"),
                when(
                        "a turn costs more than it held",
                        it -> it.change(HALL, "turn-completed", "credits:4", "credits:53"),
                        "conversation hall, event 3, conversation.turn-completed"),
                when(
                        "a question costs another amount than its price and use",
                        it -> it.change(TEA, "speaker-proposed", "credits:4", "credits:5"),
                        "conversation tea, event 4, conversation.speaker-proposed"),
                when(
                        "a question is charged twice",
                        it -> it.after(TEA, "question-charged", "question-charged {question:1,credits:4}"),
                        "conversation tea, event 6, conversation.question-charged"),
                when(
                        "a question is charged another amount than was taken",
                        it -> it.change(TEA, "question-charged", "credits:4", "credits:3"),
                        "conversation tea, event 5, conversation.question-charged"),
                when(
                        "a turn ends twice",
                        it -> it.after(
                                TEA, "turn-failed {turn:2", "turn-failed {turn:2,attempt:1,code:'x',reason:'y'}"),
                        "conversation tea, event 14, conversation.turn-failed"),
                when(
                        "another attempt counts on more than is held",
                        it -> it.change(TEA, "turn-started {turn:1,attempt:2", "credits:32", "credits:33"),
                        "conversation tea, event 9, conversation.turn-started"));
    }

    private static List<Corruption> onWaste() {
        return List.of(
                when(
                        "waste is booked with another amount",
                        it -> it.change(WASTE, "tea/1/1", "credits:3", "credits:2"),
                        "account platform.waste, event 1, account.wasted"),
                when(
                        "waste is booked twice",
                        it -> it.and(WASTE, "wasted {entry:'tea/1/1',credits:3,reason:'again'}"),
                        "account platform.waste, event 3, account.wasted"),
                when(
                        "waste is booked for no attempt",
                        it -> it.and(WASTE, "wasted {entry:'tea/9/1',credits:3,reason:'again'}"),
                        "account platform.waste, event 3, account.wasted"),
                when(
                        "a lost attempt is not booked",
                        it -> it.without(WASTE, "tea/1/1"),
                        "conversation tea, event 8, conversation.turn-superseded"),
                when(
                        "what a failure wasted is not booked",
                        it -> it.without(WASTE, "tea/2/1"),
                        "conversation tea, event 13, conversation.turn-failed"),
                when(
                        "waste is booked on a user",
                        it -> it.and(OLD, "wasted {entry:'tea/7/1',credits:3,reason:'again'}"),
                        "account old, event 7, account.wasted"));
    }

    private static List<Corruption> onPaper() {
        return List.of(
                when("an event is missing", it -> it.gap(OLD, "hall/2"), "account old, event 6, account.held"),
                when(
                        "an event of a room is missing",
                        it -> it.gap(TEA, "turn-charged"),
                        "conversation tea, event 12, conversation.turn-charged"),
                when("an event is no JSON", it -> it.and(OLD, "released {"), "account old, event 7, account.released"),
                when(
                        "an event lacks its amount",
                        it -> it.change(OLD, "settled", ",credits:4", ""),
                        "account old, event 4, account.settled"),
                when(
                        "an event is of no known type",
                        it -> it.and(OLD, "gilded {}"),
                        "account old, event 7, account.gilded"),
                when(
                        "a snapshot says another balance",
                        it -> it.snapshot(ADA, 6, "left:85", "left:86"),
                        "account ada, event 6, account.credits"),
                when(
                        "a snapshot has forgotten a hold",
                        it -> it.snapshot(ADA, 6, "'tea/q1':{hold:'tea/q1',credits:10,from:[]}", ""),
                        "account ada, event 6, account.credits"),
                when(
                        "a snapshot stands where the journal ends before",
                        it -> it.snapshot(ADA, 99, "left:85", "left:85"),
                        "account ada, event 99, account.credits"));
    }
}
