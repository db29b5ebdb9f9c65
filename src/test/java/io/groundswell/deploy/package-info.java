/** What lies in {@code deploy}, held to what it is made for. */
package io.groundswell.deploy;
