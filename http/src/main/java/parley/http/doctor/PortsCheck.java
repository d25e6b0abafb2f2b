package parley.http.doctor;

import com.typesafe.config.Config;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import parley.engine.cluster.ClusterSettings;

/** Whether a server could listen where it is to: the ports are free, or it is Parley itself that has them. */
record PortsCheck(Patient patient, Duration patience) {
    private static final String OURS = "\"uptimeSeconds\"";

    List<Finding> findings() throws InterruptedException {
        Config parley = patient.parley();
        List<Finding> findings = new ArrayList<>();
        findings.add(http(parley.getString("http.host"), parley.getInt("http.port")));
        if (parley.getBoolean("management.enabled"))
            findings.add(other(
                    "the management port",
                    parley.getString("management.host"),
                    parley.getInt("management.port"),
                    "PARLEY_MANAGEMENT_PORT"));
        ClusterSettings cluster = ClusterSettings.from(patient.config());
        if (!cluster.alone()) {
            String bind = parley.getString("cluster.bind-host");
            findings.add(other(
                    "the cluster's port",
                    bind.isEmpty() ? cluster.host() : bind,
                    cluster.port(),
                    "PARLEY_CLUSTER_PORT"));
        }
        return findings;
    }

    private Finding http(String host, int port) throws InterruptedException {
        String place = host + ":" + port;
        try {
            if (port == 0) return Finding.ok("ports", "any free port of " + host);
            if (Network.isFree(host, port)) return Finding.ok("ports", place + " is free");
            return isParley(host, port)
                    ? Finding.ok("ports", place + " is taken by Parley, which answers there")
                    : Finding.wrong(
                            "ports",
                            place + " is taken by another program",
                            "stop what listens there, or set PARLEY_PORT to another port");
        } catch (IOException no) {
            return noPlace(place, no, "PARLEY_HOST");
        }
    }

    private boolean isParley(String host, int port) throws InterruptedException {
        try {
            return Network.asked(HttpRequest.newBuilder(Network.http(host, port, "/health")), patience)
                    .body()
                    .contains(OURS);
        } catch (IOException _) {
            return false;
        }
    }

    private static Finding other(String what, String host, int port, String variable) {
        String place = host + ":" + port;
        try {
            return Network.isFree(host, port)
                    ? Finding.ok("ports", what + ", " + place + ", is free")
                    : Finding.warn(
                            "ports",
                            what + ", " + place + ", is taken",
                            "all is well where Parley runs already; else set " + variable + " to another port");
        } catch (IOException no) {
            return noPlace(place, no, variable);
        }
    }

    private static Finding noPlace(String place, IOException no, String variable) {
        return Finding.wrong(
                "ports",
                "nobody can listen at " + place + ": " + Reasons.of(no),
                "let " + variable + " name an address of this machine and a port above 1023");
    }
}
