@NullMarked
package io.kefu.bootstrap.admin;

import org.jspecify.annotations.NullMarked;
