package parley.http.api;

import parley.engine.connection.ConnectionIndex;
import parley.engine.connection.Connections;
import parley.engine.connection.Exchange;
import parley.engine.connection.ProviderCatalogue;

/** What users reach providers with. */
public record Connected(
        Connections connections, ConnectionIndex index, Exchange exchange, ProviderCatalogue providers) {}
