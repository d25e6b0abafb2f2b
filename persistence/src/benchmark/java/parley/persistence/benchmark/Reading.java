package parley.persistence.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What one round showed.
 *
 * @param rate events a second
 * @param cpu microseconds of this process's CPU for each event; a server's own are not in it, H2's are
 */
record Reading(double rate, double cpu) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final double SECOND = 1e9;

    /** Something to measure. */
    interface Work {
        void run() throws Exception;
    }

    static Reading of(long events, Work work) throws Exception {
        long cpu = SYSTEM.getProcessCpuTime();
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / SECOND;
        return new Reading(events / seconds, (SYSTEM.getProcessCpuTime() - cpu) / 1000.0 / events);
    }
}
