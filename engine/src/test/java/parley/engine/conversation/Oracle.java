package parley.engine.conversation;

import java.time.Instant;
import java.util.Random;
import parley.engine.llm.Usage;

/** Answers the questions beside the turns, well or badly. */
final class Oracle {
    private Oracle() {}

    static Errand.Outcome answer(Errand errand, Random random) {
        Usage usage = switch (random.nextInt(4)) {
            case 0 -> Usage.NONE;
            case 1 -> Usage.estimate(400, 80);
            case 2 -> new Usage(Long.MAX_VALUE, Long.MAX_VALUE, false);
            default -> new Usage(random.nextInt(500), random.nextInt(100), false);
        };
        int tries = 1 + random.nextInt(errand.tries());
        String text = text(errand, random);
        boolean useful = errand.answered(text, new Asked(errand.model(), tries, usage), Instant.EPOCH)
                .isPresent();
        return useful
                ? new Errand.Outcome(text, true, "", tries, usage)
                : new Errand.Outcome("", false, "it was no answer", tries, usage);
    }

    private static String text(Errand errand, Random random) {
        if (random.nextInt(4) == 0) return "I would rather not say";
        return switch (errand) {
            case Errand.Choose it ->
                "{\"speaker\": \""
                        + it.floor()
                                .seats()
                                .get(random.nextInt(it.floor().seats().size()))
                                .name() + "\"}";
            case Errand.Judge _ -> "{\"done\": " + (random.nextInt(4) == 0) + "}";
            case Errand.Condense _ -> "They spoke of this and that.";
        };
    }
}
