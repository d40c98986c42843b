@NullMarked
package io.kefu.rest.body;

import org.jspecify.annotations.NullMarked;
