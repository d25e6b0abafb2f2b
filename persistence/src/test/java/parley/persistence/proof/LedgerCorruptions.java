package parley.persistence.proof;

import static parley.persistence.proof.Corruption.when;
import static parley.persistence.proof.Tale.ADA;
import static parley.persistence.proof.Tale.EVE;
import static parley.persistence.proof.Tale.HALL;
import static parley.persistence.proof.Tale.OLD;
import static parley.persistence.proof.Tale.TEA;

import java.util.List;
import java.util.stream.Stream;

/** What can be done to the journals of accounts. */
final class LedgerCorruptions {
    private LedgerCorruptions() {}

    static Stream<Corruption> all() {
        return Stream.of(onGrants(), onHolds(), onCharges(), onArrivals()).flatMap(List::stream);
    }

    private static List<Corruption> onGrants() {
        return List.of(
                when(
                        "a grant is given twice",
                        it -> it.and(OLD, "granted {grant:'welcome',credits:50,reason:'again'}"),
                        "account old, event 7, account.granted"),
                when(
                        "nothing is given",
                        it -> it.and(OLD, "granted {grant:'none',credits:0,reason:'air'}"),
                        "account old, event 7, account.granted"),
                when(
                        "a grant expires before its time",
                        it -> it.change(ADA, "expired", "12:00:00", "10:30:00"),
                        "account ada, event 14, account.expired"),
                when(
                        "less of a grant expires than is left",
                        it -> it.change(ADA, "expired", "credits:5", "credits:4"),
                        "account ada, event 14, account.expired"),
                when(
                        "a grant expires that nobody gave",
                        it -> it.change(ADA, "expired", "'sold'", "'stolen'"),
                        "account ada, event 14, account.expired"),
                when(
                        "more is refunded than was charged",
                        it -> it.change(ADA, "refunded", "credits:10", "credits:26"),
                        "account ada, event 11, account.refunded"),
                when(
                        "a hold is refunded that was never charged",
                        it -> it.change(ADA, "refunded", "tea/1", "tea/2"),
                        "account ada, event 11, account.refunded"),
                when(
                        "the same is deducted twice",
                        it -> it.and(ADA, "deducted {deduction:'fee',credits:1,from:[{grant:'welcome',credits:1}]}"),
                        "account ada, event 18, account.deducted"));
    }

    private static List<Corruption> onArrivals() {
        return List.of(
                when(
                        "an account opens twice",
                        it -> it.and(EVE, "opened {balance:1,used:0,purchased:0,after:10001}"),
                        "account eve, event 5, account.opened"),
                when(
                        "an account opens that is in use",
                        it -> it.and(OLD, "opened {balance:1,used:0,purchased:0}"),
                        "account old, event 7, account.opened"),
                when(
                        "an account opens below zero",
                        it -> it.change(EVE, "opened", "used:50", "used:-50"),
                        "account eve, event 3, account.opened"),
                when(
                        "an account opens with more than it says",
                        it -> it.change(EVE, "opened", "balance:10000", "balance:10001"),
                        "account eve, event 3, account.opened"),
                when(
                        "a piece of the past is missing",
                        it -> it.without(EVE, "piece:0"),
                        "account eve, event 1, account.recalled"),
                when(
                        "the past is told of an account that is in use",
                        it -> it.and(OLD, "recalled {piece:0,told:[]}"),
                        "account old, event 7, account.recalled"));
    }

    private static List<Corruption> onHolds() {
        return List.of(
                when(
                        "a hold is made twice",
                        it -> it.and(ADA, "held {hold:'tea/5',credits:1,from:[{grant:'welcome',credits:1}]}"),
                        "account ada, event 18, account.held"),
                when(
                        "an ended hold is made again",
                        it -> it.and(ADA, "held {hold:'tea/1',credits:1,from:[{grant:'welcome',credits:1}]}"),
                        "account ada, event 18, account.held"),
                when(
                        "a hold takes of a grant that nobody gave",
                        it -> it.change(ADA, "tea/2',credits", "'welcome'", "'stolen'"),
                        "account ada, event 8, account.held"),
                when(
                        "a hold takes more of a grant than is left",
                        it -> it.change(ADA, "hold:'tea/2',credits", "credits:10", "credits:1000"),
                        "account ada, event 8, account.held"),
                when(
                        "a hold of old takes more than is there",
                        it -> it.change(OLD, "held {hold:'hall/1'", "52", "56"),
                        "account old, event 3, account.held"),
                when(
                        "a hold takes of a grant whose time is over",
                        it -> it.change(ADA, "expires:'2026-11-21T18", "2026-11-21T18", "2026-11-21T09"),
                        "account ada, event 3, account.held"),
                when(
                        "a hold takes grants out of their order",
                        it -> it.change(ADA, "hold:'tea/1',credits:12", "'promo'", "'welcome'"),
                        "account ada, event 3, account.held"),
                when(
                        "the portions of a hold are not all of it",
                        it -> it.change(
                                ADA,
                                "hold:'tea/2',credits",
                                "{grant:'welcome',credits:10}",
                                "{grant:'welcome',credits:9}"),
                        "account ada, event 8, account.held"),
                when(
                        "a hold leaks",
                        it -> it.and(ADA, "held {hold:'ghost/1',credits:3,from:[{grant:'welcome',credits:3}]}"),
                        "account ada, event 18, account.held"),
                when(
                        "a hold is extended that is not there",
                        it -> it.change(ADA, "extended", "tea/1", "tea/9"),
                        "account ada, event 4, account.extended"),
                when(
                        "more is held than the conversation asked for",
                        it -> it.change(TEA, "turn-started {turn:5", "credits:7", "credits:6"),
                        "account ada, event 17, account.held"));
    }

    private static List<Corruption> onCharges() {
        return List.of(
                when(
                        "more is taken than was held",
                        it -> it.change(ADA, "settled {hold:'tea/q1'", "credits:4", "credits:11"),
                        "account ada, event 7, account.settled"),
                when(
                        "a hold is settled twice",
                        it -> it.and(ADA, "settled {hold:'tea/1',credits:1,reason:'turn',held:1,provider:0,after:94}"),
                        "account ada, event 18, account.settled"),
                when(
                        "a settled hold is released",
                        it -> it.and(ADA, "released {hold:'tea/1',held:0}"),
                        "account ada, event 18, account.released"),
                when(
                        "a hold is settled that never was",
                        it -> it.and(OLD, "settled {hold:'hall/7',credits:1,reason:'turn'}"),
                        "account old, event 7, account.settled"),
                when(
                        "a settlement forgets a part of the hold",
                        it -> it.change(ADA, "settled {hold:'tea/1'", "held:32", "held:31"),
                        "account ada, event 5, account.settled"),
                when(
                        "a release forgets a part of the hold",
                        it -> it.change(ADA, "released {hold:'tea/2'", "held:10", "held:9"),
                        "account ada, event 9, account.released"),
                when(
                        "the provider gets another share than the price says",
                        it -> it.change(ADA, "settled {hold:'tea/1'", "provider:5", "provider:6"),
                        "account ada, event 5, account.settled"),
                when(
                        "a balance is not what the events come to",
                        it -> it.change(ADA, "settled {hold:'tea/q1'", "after:91", "after:92"),
                        "account ada, event 7, account.settled"),
                when(
                        "one credit more is taken than the turn was charged",
                        it -> it.change(OLD, "settled", "credits:4", "credits:5"),
                        "conversation hall, event 4, conversation.turn-charged"),
                when(
                        "a turn is charged that the ledger never settled",
                        it -> it.without(OLD, "settled"),
                        "conversation hall, event 4, conversation.turn-charged"),
                when(
                        "a turn is charged whose hold never was",
                        it -> it.without(OLD, "settled").without(OLD, "hall/1"),
                        "conversation hall, event 4, conversation.turn-charged"),
                when(
                        "credits are taken for no turn",
                        it -> it.without(HALL, "turn-charged {turn:1")
                                .without(HALL, "turn-completed")
                                .without(HALL, "turn-started {turn:1"),
                        "account old, event 4, account.settled"),
                when(
                        "a turn is settled while it is under way",
                        it -> it.and(ADA, "settled {hold:'tea/5',credits:1,reason:'turn',held:7,provider:0,after:94}"),
                        "account ada, event 18, account.settled"),
                when(
                        "somebody else pays for a turn",
                        it -> it.change(HALL, "opened", "'old'", "'ada'"),
                        "account old, event 4, account.settled"));
    }
}
