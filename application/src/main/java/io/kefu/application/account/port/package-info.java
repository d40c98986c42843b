@NullMarked
package io.kefu.application.account.port;

import org.jspecify.annotations.NullMarked;
