package parley.http.wire.openai;

import parley.http.wire.Endpoint;

/** Where the completions and the list of models of an endpoint are. */
final class OpenAiPaths {
    private static final String COMPLETIONS = "/chat/completions";
    private static final String MODELS = "/models";
    /** The stable version of Azure's older door; another is asked for behind the question mark of the base. */
    private static final String VERSION = "api-version=2024-10-21";

    private OpenAiPaths() {}

    static String completions(OpenAiProfile profile, Endpoint endpoint, String model, boolean prefilled) {
        String base = endpoint.below("");
        return switch (profile.door()) {
            case BASE -> endpoint.below(COMPLETIONS);
            case BETA_FOR_PREFILL ->
                prefilled
                        ? path(base).replaceFirst("/(v1|beta)$", "") + "/beta" + COMPLETIONS + query(base)
                        : endpoint.below(COMPLETIONS);
            case DEPLOYMENT -> {
                if (isNewer(base)) yield endpoint.below(COMPLETIONS);
                String deployment = path(base).contains("/deployments/")
                        ? ""
                        : openai(base) + "/deployments/" + Endpoint.piece(model);
                yield versioned(endpoint.below(deployment + COMPLETIONS));
            }
        };
    }

    static String models(OpenAiProfile profile, Endpoint endpoint) {
        String base = endpoint.below("");
        if (profile.door() != OpenAiProfile.Door.DEPLOYMENT || isNewer(base)) return endpoint.below(MODELS);
        String root = path(base).replaceFirst("(/openai)?(/deployments/.*)?$", "");
        return versioned(root + "/openai" + MODELS + query(base));
    }

    private static boolean isNewer(String base) {
        return path(base).endsWith("/v1");
    }

    private static String openai(String base) {
        return path(base).endsWith("/openai") ? "" : "/openai";
    }

    private static String versioned(String path) {
        if (path.contains("api-version=")) return path;
        return path + (path.contains("?") ? "&" : "?") + VERSION;
    }

    private static String path(String base) {
        int query = base.indexOf('?');
        return query < 0 ? base : base.substring(0, query);
    }

    private static String query(String base) {
        int query = base.indexOf('?');
        return query < 0 ? "" : base.substring(query);
    }
}
