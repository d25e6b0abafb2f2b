package parley.http.socketio;

/** What the stream of a WebSocket is told. */
sealed interface Wire {
    Wire TAKEN = new Taken();
    Wire END = new End();

    /** Something to send. */
    record Text(String packet) implements Wire {}

    /** What it said was taken. */
    record Taken() implements Wire {}

    /** Nothing more comes. */
    record End() implements Wire {}
}
