package parley.http.chatsparty;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.storage.FileIndex;
import parley.engine.storage.StoredFile;

/** Lists a user's files by their keys, as buckets do. Whatever the prefix, nobody else's are there. */
final class StorageLists {
    private static final int MOST = 1000;

    private final FileIndex index;

    StorageLists(FileIndex index) {
        this.index = index;
    }

    /**
     * What is asked for.
     *
     * @param after the last key of the piece before
     * @param delimiter where keys are cut so that only what they have in common is told
     */
    record Query(String prefix, int most, String after, String delimiter) {
        static Query of(Map<String, String> asked) {
            return new Query(
                    asked.getOrDefault("prefix", ""),
                    most(asked.get("maxKeys")),
                    after(asked.getOrDefault("continuationToken", "")),
                    asked.getOrDefault("delimiter", ""));
        }

        private static int most(@Nullable String text) {
            if (text == null || text.isBlank()) return MOST;
            try {
                return Math.clamp(Long.parseLong(text.strip()), 1, MOST);
            } catch (NumberFormatException _) {
                throw Refusal.invalid("maxKeys must be a number");
            }
        }

        private static String after(String token) {
            try {
                return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException _) {
                throw Refusal.invalid("this continuationToken was not given here");
            }
        }

        /** What a key has in common with others, where there is more of it behind the delimiter. */
        Optional<String> folder(String key) {
            int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            return end < 0 ? Optional.empty() : Optional.of(key.substring(0, end + delimiter.length()));
        }
    }

    record Listed(
            List<StorageMetadata> files,
            List<String> commonPrefixes,
            int keyCount,
            boolean isTruncated,
            @Nullable String continuationToken) {}

    CompletionStage<Listed> listed(UserId user, Query query) {
        return all(user, 1, new ArrayList<>()).thenApply(it -> listed(it, query));
    }

    private CompletionStage<List<StoredFile>> all(UserId user, int page, List<StoredFile> before) {
        return index.files(user, new Page.Request(page, Page.MOST, true)).thenCompose(it -> {
            before.addAll(it.items());
            return it.items().size() < Page.MOST
                    ? CompletableFuture.completedFuture(before)
                    : all(user, page + 1, before);
        });
    }

    private static Listed listed(List<StoredFile> all, Query query) {
        SortedMap<String, Optional<StorageMetadata>> entries = new TreeMap<>();
        all.stream()
                .map(StorageMetadata::of)
                .filter(it -> it.key().startsWith(query.prefix))
                .forEach(it -> query.folder(it.key())
                        .ifPresentOrElse(
                                folder -> entries.put(folder, Optional.empty()),
                                () -> entries.put(it.key(), Optional.of(it))));
        List<Map.Entry<String, Optional<StorageMetadata>>> left = entries.entrySet().stream()
                .filter(it -> it.getKey().compareTo(query.after) > 0)
                .toList();
        var piece = left.stream().limit(query.most).toList();
        return new Listed(
                piece.stream().flatMap(it -> it.getValue().stream()).toList(),
                piece.stream()
                        .filter(it -> it.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList(),
                piece.size(),
                left.size() > piece.size(),
                left.size() > piece.size() ? token(piece.getLast().getKey()) : null);
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
