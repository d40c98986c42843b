@NullMarked
package io.kefu.application.auth;

import org.jspecify.annotations.NullMarked;
