@NullMarked
package io.kefu.rest.audit;

import org.jspecify.annotations.NullMarked;
