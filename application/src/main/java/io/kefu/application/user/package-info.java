@NullMarked
package io.kefu.application.user;

import org.jspecify.annotations.NullMarked;
