package parley.http.trial;

import java.util.List;

/** Where the servers of a fleet stand, and how they and the trial find each other there. */
interface Ground extends AutoCloseable {
    /** Whether servers stand in networks of their own: {@code on}, {@code off}, or {@code auto} where that is possible. */
    String SETTING = "parley.cluster.netns";

    /** What comes before the command of a server to start it there. */
    List<String> inside(int server);

    /** Where a server is reached. */
    String address(int server);

    /** Where servers reach what the trial itself has for them. */
    String ours();

    @Override
    void close();

    /** All on the loopback of this machine. */
    Ground LOOPBACK = new Ground() {
        @Override
        public List<String> inside(int server) {
            return List.of();
        }

        @Override
        public String address(int server) {
            return ours();
        }

        @Override
        public String ours() {
            return "127.0.0.1";
        }

        @Override
        public void close() {}
    };

    /** As the setting says; tells in one line where servers stand, and why not in networks of their own. */
    static Ground chosen(int servers) {
        String wish = System.getProperty(SETTING, "auto");
        String missing = wish.equals("off") ? SETTING + "=off" : Networks.missing();
        if (missing.isEmpty()) {
            IO.println("each server stands in a network of its own");
            return new Networks(servers);
        }
        if (wish.equals("on")) throw new IllegalStateException("no networks of their own for servers: " + missing);
        IO.println("all servers stand on loopback: " + missing);
        return LOOPBACK;
    }
}
