package parley.http.doctor;

import java.util.List;
import java.util.concurrent.Callable;

/** One look at a deployment; what it throws is a finding, too. */
record Check(String name, Callable<List<Finding>> look) {}
