package parley.http.character;

import com.typesafe.config.Config;
import java.time.Clock;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.agent.Agents;
import parley.engine.agent.CardPrints;
import parley.engine.speech.Speaker;
import parley.engine.storage.Files;
import parley.engine.storage.MediaTypes;

/** Everything about characters that the dialects share. */
public record Gallery(
        Characters characters,
        Imports imports,
        Arrivals arrivals,
        Portraits portraits,
        Assets assets,
        Exports exports,
        LoreTrial lore,
        Workbench workbench) {
    /** Characters of these agents, with their files among these files. */
    public static Gallery of(
            ActorSystem<?> system,
            Agents agents,
            CardPrints prints,
            Files files,
            MediaTypes types,
            Speaker speaker,
            Clock clock) {
        Config config = system.settings().config().getConfig("parley.characters");
        CharacterSettings settings = CharacterSettings.from(config);
        Workbench workbench = new Workbench(settings.atOnce());
        Characters characters = new Characters(system, agents, prints, files, speaker, workbench, clock);
        Portraits portraits = new Portraits(characters, settings);
        return new Gallery(
                characters,
                new Imports(characters, settings),
                new Arrivals(settings),
                portraits,
                new Assets(characters, portraits, types),
                new Exports(characters, settings),
                new LoreTrial(clock),
                workbench);
    }
}
