package parley.http.chatsparty;

/** Where the dialect is mounted; a few answers have another shape here and there. */
enum Mount {
    /** At the root, where the clients of both eras look. */
    ROOT,
    /** Below {@code /api}, where the later clients may be pointed to. */
    API
}
