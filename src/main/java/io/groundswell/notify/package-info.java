/**
 * Tells people of alerts where they already are: follows the topic {@code alerts} outside the Flink
 * job and feeds Alertmanager and one signed webhook (docs/notifications.md).
 */
package io.groundswell.notify;
