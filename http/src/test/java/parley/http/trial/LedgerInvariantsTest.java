package parley.http.trial;

import static parley.http.trial.Invariant.CHARGES_HAVE_TURNS;
import static parley.http.trial.Invariant.THE_LEDGER_ADDS_UP;
import static parley.http.trial.Invariant.WASTE_IS_BOOKED_ONCE;

import org.junit.jupiter.api.Test;

/** The checker of accounts itself: each fault that is planted into a good evening is named. */
class LedgerInvariantsTest {
    private final Story story = new Story();

    @Test
    void an_account_below_zero() {
        Story.change(story.account, "credits:20", "credits:11");
        story.names(THE_LEDGER_ADDS_UP);
    }

    @Test
    void a_hold_that_is_left_at_the_end() {
        Story.remove(story.account, "settled {hold:'tea/2'");
        story.names(THE_LEDGER_ADDS_UP);
    }

    @Test
    void a_hold_that_is_settled_twice() {
        Story.after(story.account, "settled {hold:'tea/1'", "two settled {hold:'tea/1',credits:0}");
        story.names(THE_LEDGER_ADDS_UP);
    }

    @Test
    void a_settlement_above_its_hold() {
        Story.change(story.account, "settled {hold:'tea/1',credits:4", "settled {hold:'tea/1',credits:10");
        story.names(THE_LEDGER_ADDS_UP);
    }

    @Test
    void an_account_that_tells_another_sum_than_it_took() {
        story.spent = 9;
        story.names(THE_LEDGER_ADDS_UP);
    }

    @Test
    void waste_on_the_account_of_a_person() {
        Story.after(story.account, "settled {hold:'tea/2'", "two wasted {entry:'tea/1/1',credits:2}");
        story.names(THE_LEDGER_ADDS_UP);
    }

    @Test
    void a_charge_without_a_turn() {
        Story.after(story.account, "settled {hold:'tea/2'", "two held {hold:'tea/3',credits:1}");
        Story.after(story.account, "held {hold:'tea/3'", "two settled {hold:'tea/3',credits:1}");
        story.spent = 9;
        story.names(CHARGES_HAVE_TURNS);
    }

    @Test
    void a_turn_that_the_ledger_was_never_asked_to_charge() {
        Story.change(story.account, "settled {hold:'tea/2',credits:3}", "released {hold:'tea/2'}");
        story.spent = 5;
        story.names(CHARGES_HAVE_TURNS);
    }

    @Test
    void a_charge_of_another_amount_than_the_turn_cost() {
        Story.change(story.account, "settled {hold:'tea/2',credits:3}", "settled {hold:'tea/2',credits:2}");
        story.spent = 7;
        story.names(CHARGES_HAVE_TURNS);
    }

    @Test
    void a_room_that_was_never_told_of_a_charge() {
        Story.remove(story.room, "turn-charged {turn:1");
        story.names(CHARGES_HAVE_TURNS);
    }

    @Test
    void a_room_that_was_told_twice_of_a_charge() {
        Story.after(story.room, "turn-charged {turn:2", "two turn-charged {turn:2,credits:3}");
        story.names(CHARGES_HAVE_TURNS);
    }

    @Test
    void waste_that_is_booked_twice() {
        story.waste.add(story.waste.getFirst());
        story.names(WASTE_IS_BOOKED_ONCE);
    }

    @Test
    void waste_that_is_not_booked() {
        story.waste.clear();
        story.names(WASTE_IS_BOOKED_ONCE);
    }

    @Test
    void waste_of_an_attempt_that_was_not_lost() {
        Story.change(story.waste, "tea/1/1", "tea/1/2");
        story.names(WASTE_IS_BOOKED_ONCE);
    }
}
