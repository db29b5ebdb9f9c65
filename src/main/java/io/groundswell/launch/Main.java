package io.groundswell.launch;

import java.util.Arrays;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The entry of {@code groundswell-job.jar}: what {@code flink run} starts. */
public final class Main {
  private Main() {}

  /** Builds the job from its options and submits it. */
  public static void main(String[] arguments) throws Exception {
    if (Arrays.asList(arguments).contains("--help")) {
      System.out.print(Help.text());
      return;
    }
    KafkaJob job;
    try {
      job = KafkaJob.of(arguments, System.getenv());
    } catch (IllegalArgumentException e) {
      // flink run shows the message of this one, and no stack trace.
      ProgramParametrizationException wrong = new ProgramParametrizationException(e.getMessage());
      wrong.initCause(e);
      throw wrong;
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(job.configuration());
    job.build(env);
    env.execute("groundswell");
  }
}
