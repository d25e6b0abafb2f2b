package parley.http.trial;

import java.io.IOException;

/** An answer of many short sentences. */
record Spoken(int sentences, int words, int gap) implements Upstream.Script {
    @Override
    public void say(Upstream.Answer answer) throws IOException {
        for (int word = 1; word <= sentences * words && !answer.left().isDone(); word++) {
            answer.say(word % words == 0 ? "talk. " : "More ");
            ServerProcess.pause(gap);
        }
        answer.end();
    }
}
