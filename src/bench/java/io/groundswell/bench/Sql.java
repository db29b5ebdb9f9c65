package io.groundswell.bench;

import io.groundswell.event.Topic;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * What a user would write in Flink SQL: windowing table-valued functions, which Flink's
 * documentation recommends over the older group windows, aggregated in slices and in two phases.
 */
final class Sql {
  private Sql() {}

  static void build(Task task, StreamExecutionEnvironment env) {
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    // Only the fields that are asked for; the others are skipped by the format.
    tables.executeSql(
        """
        CREATE TABLE engagements (
          `time` BIGINT, page STRING, post STRING, supporter STRING, ad STRING,
          rowtime AS TO_TIMESTAMP_LTZ(`time`, 3),
          WATERMARK FOR rowtime AS rowtime - INTERVAL '5' SECOND
        ) WITH (
          'connector' = 'kafka', 'format' = 'json', 'scan.startup.mode' = 'earliest-offset',
          'properties.group.id' = 'bench', 'properties.isolation.level' = 'read_committed',
          'topic' = '%s', 'properties.bootstrap.servers' = '%s'
        )
        """
            .formatted(task.topicPrefix() + Topic.ENGAGEMENTS.wire(), task.bootstrapServers()));
    StreamStatementSet all = tables.createStatementSet();
    for (String key : new String[] {"supporter", "post"}) {
      tables.executeSql(
          """
          CREATE TABLE by_%s (
            page STRING, name STRING, window_end TIMESTAMP(3), organic BIGINT, sponsored BIGINT
          ) WITH ('connector' = 'blackhole')
          """
              .formatted(key));
      all.addInsertSql(
          """
          INSERT INTO by_%1$s
          SELECT page, %1$s, window_end, COUNT(*) - COUNT(ad), COUNT(ad)
          FROM TABLE(
            HOP(TABLE engagements, DESCRIPTOR(rowtime), INTERVAL '1' MINUTE, INTERVAL '1' HOUR))
          GROUP BY page, %1$s, window_start, window_end
          HAVING COUNT(*) - COUNT(ad) > COUNT(ad)
          """
              .formatted(key));
    }
    all.attachAsDataStream();
  }
}
