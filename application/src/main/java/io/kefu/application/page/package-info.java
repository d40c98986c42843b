@NullMarked
package io.kefu.application.page;

import org.jspecify.annotations.NullMarked;
