@NullMarked
package io.kefu.rest.json;

import org.jspecify.annotations.NullMarked;
