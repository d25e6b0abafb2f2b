package parley.persistence.benchmark;

/** What the ledger does in one round: so many holds, each settled, by so many who wait for each answer. */
enum LedgerTask {
    HOT("1 account", 1, 64, 400),
    CROWD("1000 accounts", 1000, 1000, 6_000);

    final String label;
    final int accounts;
    final int clients;
    final int pairs;

    LedgerTask(String label, int accounts, int clients, int pairs) {
        this.label = label;
        this.accounts = accounts;
        this.clients = clients;
        this.pairs = pairs;
    }

    /** How many of the pairs are this client's. */
    int share(int client) {
        return pairs / clients + (client < pairs % clients ? 1 : 0);
    }
}
