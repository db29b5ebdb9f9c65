package io.groundswell.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;

/** The JVM of one run: takes a {@link Task}, leaves a {@link Run}. */
final class RunProcess {
  /** Where the result is left, in the task's folder. */
  static final String RESULT = "run.json";

  private RunProcess() {}

  /** Runs the task in the file that the argument names. */
  public static void main(String[] arguments) throws Exception {
    // Threads of clusters and clients may live on, whatever happens; RocksDB is closed by then.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> {
          System.err.println(thread.getName() + ": " + e);
          e.printStackTrace();
          System.exit(1);
        });
    Task task = Task.read(Path.of(arguments[0]));
    Run run = task.row() == Row.H ? new StreamsRow(task).run() : new FlinkRow(task).run();
    new ObjectMapper().writeValue(task.folder().resolve(RESULT).toFile(), run);
    System.exit(0);
  }
}
