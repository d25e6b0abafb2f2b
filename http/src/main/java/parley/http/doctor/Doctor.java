package parley.http.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Makes all checks at the same time, and tells what they show in the order in which a person would read it. One that is
 * late is left to itself: the process ends without it.
 */
public final class Doctor {
    private final List<Check> checks;
    private final Duration within;

    Doctor(List<Check> checks, Duration within) {
        this.checks = List.copyOf(checks);
        this.within = within;
    }

    /** All that is examined of a deployment; each check may take so long. */
    public static Doctor of(Patient patient, Duration within) {
        Duration patience = within.dividedBy(2);
        return new Doctor(
                List.of(
                        new Check("java", MachineCheck::java),
                        new Check("memory", MachineCheck::memory),
                        new Check("settings", new SettingsCheck(patient)::findings),
                        new Check("secrets", new SecretsCheck(patient)::findings),
                        new Check("ports", new PortsCheck(patient, patience)::findings),
                        new Check("data", () -> MachineCheck.data(patient)),
                        new Check("database", new DatabaseCheck(patient, patience)::findings),
                        new Check("files", new FilesCheck(patient, patience)::findings),
                        new Check("models", new ModelsCheck(patient, patience)::findings),
                        new Check("voices", new VoicesCheck(patient, patience)::findings),
                        new Check("traces", new TracesCheck(patient, patience)::findings)),
                within);
    }

    /** Examines; the worst of what was found. */
    public Finding.Level examine(Consumer<Finding> told) {
        Finding.Level worst = Finding.Level.OK;
        ExecutorService hands = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("check-", 0).factory());
        List<Future<List<Finding>>> looks = new ArrayList<>();
        checks.forEach(it -> looks.add(hands.submit(it.look())));
        long until = System.nanoTime() + within.toNanos();
        for (int at = 0; at < checks.size(); at++) {
            for (Finding it : found(checks.get(at), looks.get(at), until - System.nanoTime())) {
                told.accept(it);
                if (it.level().compareTo(worst) > 0) worst = it.level();
            }
        }
        hands.shutdown();
        return worst;
    }

    private List<Finding> found(Check check, Future<List<Finding>> look, long nanos) {
        try {
            return look.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return List.of(Finding.wrong(
                    check.name(),
                    "was not done after " + within.toSeconds() + " s",
                    "something there takes connections and does not answer"));
        } catch (ExecutionException broken) {
            return List.of(Finding.wrong(check.name(), "cannot be looked at: " + Reasons.of(broken), ""));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
