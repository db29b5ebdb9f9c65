/**
 * Faults, for real: the cluster of {@code deploy/standalone} and a Kafka broker as processes of
 * their own, a generated load, and one thing after another that goes wrong. Each time the alerts
 * that a read_committed consumer sees must be those of an undisturbed replay of the same facts.
 */
package io.groundswell.faults;
