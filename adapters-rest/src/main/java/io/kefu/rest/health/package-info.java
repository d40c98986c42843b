@NullMarked
package io.kefu.rest.health;

import org.jspecify.annotations.NullMarked;
