/** Records by somebody who means harm: one bad record is one dead letter, and nothing else. */
package io.groundswell.hostile;
