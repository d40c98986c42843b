/** Sessions as a whole house sees them. */
package io.kefu.bootstrap.session;
