package parley.http.doctor;

import com.typesafe.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import parley.engine.cluster.ClusterSettings;
import parley.engine.safe.MasterKeys;
import parley.http.edge.TokenSecret;

/** The secrets that a server needs: whether they are there and long enough. They themselves are told nobody. */
record SecretsCheck(Patient patient) {
    List<Finding> findings() {
        Config parley = patient.parley();
        List<Finding> findings = new ArrayList<>();
        findings.add(secret(
                "the secret that signs tokens",
                "PARLEY_JWT_SECRET",
                parley.getString("http.jwt-secret"),
                "jwt.secret",
                TokenSecret::configured));
        findings.add(secret(
                "the master key",
                "PARLEY_MASTER_KEY",
                parley.getString("master-key"),
                "master.keys",
                MasterKeys::configured));
        if (patient.isPublic() && parley.getBoolean("mail.to-log"))
            findings.add(Finding.warn(
                    "secrets",
                    "letters with tokens go to the log",
                    "PARLEY_MAIL_TO_LOG=off: whoever reads the log can take over any account"));
        return findings;
    }

    private interface Reading {
        void read(String secret);
    }

    private Finding secret(String what, String variable, String secret, String file, Reading reading) {
        if (secret.isBlank()) return kept(what, variable, file);
        try {
            reading.read(secret);
            return Finding.ok("secrets", what + " is set");
        } catch (IllegalArgumentException no) {
            return Finding.wrong("secrets", what + " is no good: " + no.getMessage(), "set another " + variable);
        }
    }

    private Finding kept(String what, String variable, String file) {
        Path data = Path.of(patient.config().getString("parley.data"))
                .toAbsolutePath()
                .normalize();
        String text = what + " is not set, so one is kept in " + data
                + (Files.exists(data.resolve(file)) ? "" : ", made at the first start");
        if (!ClusterSettings.from(patient.config()).alone())
            return Finding.wrong("secrets", text, "servers of one cluster need the same " + variable);
        return patient.isPublic()
                ? Finding.warn("secrets", text, "set " + variable + ", or see that this folder is never lost")
                : Finding.ok("secrets", text);
    }
}
