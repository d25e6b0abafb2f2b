package parley.engine.conversation;

import java.time.Clock;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Tariff;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelInfo;
import parley.engine.speech.Speaker;

/** What a conversation needs of its neighbours: models that think, a speaker that talks, accounts that pay. */
public record Engines(
        ChatModels models, Speaker speaker, Accounts accounts, Tariff tariff, Tariff demoTariff, Clock clock) {
    /** What a turn of this model costs. */
    Tariff tariff(ModelInfo model) {
        return model.demo() ? demoTariff : tariff;
    }
}
