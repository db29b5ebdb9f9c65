package io.groundswell.notify;

import io.groundswell.cli.KafkaOptions;
import io.groundswell.cli.LabelOptions;
import io.groundswell.event.Alert;
import io.groundswell.event.Topic;
import io.groundswell.label.Labels;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code notify}: tells people of alerts, by Alertmanager or by a webhook. */
@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Follows the alerts and tells people: by Alertmanager, by a signed webhook (Slack's form), or"
          + " both.",
      "Runs until it is stopped; what was told is remembered on Kafka, and is not told again."
    },
    footerHeading = "Environment:%n",
    footer = {
      "  GROUNDSWELL_WEBHOOK_URL      the webhook's address, where it is a secret itself",
      "  GROUNDSWELL_WEBHOOK_SECRET   what the webhook's messages are signed with",
      "  GROUNDSWELL_BOARD_LABEL_KEY  the key of the labels for supporters, the board's too"
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "1:It failed, or another took over.",
      "2:A wrong option.",
      "130:Stopped by Ctrl-C; 143 by SIGTERM."
    })
public final class NotifyCommand implements Callable<Integer> {
  private static final String URL_VARIABLE = "GROUNDSWELL_WEBHOOK_URL";
  private static final String SECRET_VARIABLE = "GROUNDSWELL_WEBHOOK_SECRET";
  private static final int SHORTEST_SECRET = 16;
  private static final long FIRST_RETRY_MS = 1_000;
  private static final long LONGEST_RETRY_MS = Duration.ofMinutes(5).toMillis();
  private static final long LONGEST_END_MS = Duration.ofSeconds(40).toMillis();

  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions.Needed kafka;

  @Option(
      names = "--group-id",
      paramLabel = "TEXT",
      defaultValue = "groundswell-notify",
      description =
          "Before the names of its consumer groups and transactions; one process at a time for each."
              + " Default: ${DEFAULT-VALUE}.")
  private String groupId;

  @Option(
      names = "--alertmanager",
      paramLabel = "URL",
      description = "An Alertmanager, as in http://localhost:9093; repeatable: all are told.")
  private List<URI> alertmanagers = new ArrayList<>();

  @Option(
      names = "--resend",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How often Alertmanager is told again what is open, 5 to 3600. Default: ${DEFAULT-VALUE}.")
  private int resend;

  @Option(
      names = "--hold",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description =
          "How long Alertmanager keeps an alert open when it hears no more of it, at least twice"
              + " --resend. Default: ${DEFAULT-VALUE}.")
  private int hold;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description =
          "A webhook. Where the address is a secret: by --webhook-file or the environment.")
  private URI webhook;

  @Option(
      names = "--webhook-file",
      paramLabel = "FILE",
      description = "A file with the webhook's address in its first line.")
  private Path webhookFile;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description =
          "A file with a secret in each line, the newest first, 16 bytes or more: the webhook's"
              + " messages are signed with each.")
  private Path secretFile;

  @Option(
      names = "--cap",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Messages an hour to the webhook, 1 to 10000; the rest comes in a digest."
              + " Default: ${DEFAULT-VALUE}.")
  private int cap;

  @Option(
      names = "--old",
      paramLabel = "MINUTES",
      defaultValue = "60",
      description =
          "What was written longer ago is told to the webhook in a digest, 1 to 10080."
              + " Default: ${DEFAULT-VALUE}.")
  private int old;

  @Option(
      names = "--statuses",
      paramLabel = "LIST",
      split = ",",
      defaultValue = "opened,raised,closed",
      description = "What the webhook is told of. Default: ${DEFAULT-VALUE}.")
  private List<String> statuses = new ArrayList<>();

  @Option(
      names = "--lang",
      paramLabel = "LIST",
      split = ",",
      defaultValue = "en",
      description = "Languages of the webhook's messages: en, fr or fr,en. Default: en.")
  private List<String> languages = new ArrayList<>();

  @Option(
      names = "--link",
      paramLabel = "URL",
      description = "Where a message leads to; {page}, {post} and {id} stand for the alert's.")
  private String link;

  @Mixin private LabelOptions labels;

  private final Map<String, String> environment;

  /** The command. */
  public NotifyCommand() {
    this(System.getenv());
  }

  NotifyCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Runs until it is stopped.
   *
   * @return 0; 1 if it ended of itself
   * @throws ParameterException with the rule and the value, if an option is wrong
   */
  @Override
  public Integer call() throws InterruptedException {
    check();
    Stop stop = new Stop();
    List<Follower> followers = followers(stop, Clock.systemUTC());
    List<Thread> threads = new ArrayList<>();
    // Not the end of this thread, which waits for the hook where it ends the JVM itself.
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stop.now();
              try {
                boolean unused = ended.await(LONGEST_END_MS, TimeUnit.MILLISECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    for (Follower follower : followers) {
      Thread thread = new Thread(follower, "notify");
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    int code = CommandLine.ExitCode.OK;
    for (Follower follower : followers) {
      if (follower.failure() != null) {
        spec.commandLine().getErr().println("notify: " + follower.failure());
        code = CommandLine.ExitCode.SOFTWARE;
      }
    }
    ended.countDown();
    return code;
  }

  private void check() {
    within("--resend", resend, 5, 3_600);
    within("--hold", hold, 2 * resend, 86_400);
    within("--cap", cap, 1, 10_000);
    within("--old", old, 1, 10_080);
    if (languages.isEmpty() || !Set.of("fr", "en").containsAll(languages)) {
      throw wrong("--lang must be en, fr or fr,en, is " + String.join(",", languages));
    }
  }

  private void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw wrong(option + " must be from " + least + " to " + most + ", is " + value);
    }
  }

  /** What the options ask for. */
  List<Follower> followers(Stop stop, Clock clock) {
    Follower.Access access =
        new Follower.Access(
            kafka.properties(),
            kafka.topicPrefix() + Topic.ALERTS.wire(),
            kafka.topicPrefix() + "notify-ledger",
            groupId);
    Links links = new Links(link);
    Discretion discretion = discretion();
    List<Follower> followers = new ArrayList<>();
    if (!alertmanagers.isEmpty()) {
      Alertmanager.Settings settings =
          new Alertmanager.Settings(
              alertmanagers.stream().map(url -> http("--alertmanager", url.toString())).toList(),
              Duration.ofSeconds(resend),
              Duration.ofSeconds(hold),
              links,
              discretion);
      followers.add(
          new Follower(access, new Alertmanager(settings, delivery(stop), clock), clock, stop));
    }
    URI address = address();
    if (address != null) {
      Webhook.Settings settings =
          new Webhook.Settings(
              address,
              secrets(),
              cap,
              Duration.ofMinutes(old),
              statuses(),
              new Messages(List.copyOf(languages), links, discretion));
      followers.add(
          new Follower(access, new Webhook(settings, delivery(stop), clock), clock, stop));
    }
    if (followers.isEmpty()) {
      throw wrong("give --alertmanager, or a webhook, or both");
    }
    return followers;
  }

  /** What the options allow to be told. */
  Discretion discretion() {
    return new Discretion(new Labels(labels.key(environment), labels.showNames()));
  }

  private static Delivery delivery(Stop stop) {
    return new Delivery(
        Delivery.client(), new Backoff(FIRST_RETRY_MS, LONGEST_RETRY_MS, new Random()), stop);
  }

  private Set<Alert.Status> statuses() {
    Set<Alert.Status> set = EnumSet.noneOf(Alert.Status.class);
    for (String each : statuses) {
      try {
        set.add(Word.status(each.toLowerCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(
            spec.commandLine(), "--statuses must be of opened, raised and closed, is " + each, e);
      }
    }
    return set;
  }

  private URI address() {
    if (webhook != null) {
      return http("--webhook", webhook.toString());
    }
    if (webhookFile != null) {
      List<String> lines = lines("--webhook-file", webhookFile);
      return http("--webhook-file", lines.isEmpty() ? "" : lines.get(0));
    }
    String variable = environment.get(URL_VARIABLE);
    return variable == null ? null : http(URL_VARIABLE, variable.strip());
  }

  /** An address to be asked; said in the error is the option, not the address, often a secret. */
  private URI http(String option, String address) {
    try {
      URI uri = URI.create(address);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, without the address.
    }
    throw wrong(option + " must be an http or https address without user and password");
  }

  private List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    if (secretFile != null) {
      secrets.addAll(lines("--secret-file", secretFile));
      if (secrets.isEmpty()) {
        throw wrong("--secret-file must have a secret in it");
      }
    } else if (environment.get(SECRET_VARIABLE) != null) {
      secrets.add(environment.get(SECRET_VARIABLE).strip());
    }
    for (String secret : secrets) {
      if (secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET) {
        throw wrong("a secret must be " + SHORTEST_SECRET + " bytes or more");
      }
    }
    return secrets;
  }

  private List<String> lines(String option, Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), option + " must be a readable file, is " + file, e);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
