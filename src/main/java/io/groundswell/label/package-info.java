/** What supporters are called where their names must not go; used by whatever shows them. */
package io.groundswell.label;
