package parley.http.chatsparty;

/** An answer as the second era's servers wrapped theirs. */
record Data<T>(boolean success, T data) {
    static <T> Data<T> of(T data) {
        return new Data<>(true, data);
    }
}
