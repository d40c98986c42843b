@NullMarked
package io.kefu.application.health;

import org.jspecify.annotations.NullMarked;
